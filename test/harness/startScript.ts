import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A script as a person starts it. */
export interface Script {
  process: ChildProcess;
  /** What it and its children have printed so far. */
  printed(): string;
}

/**
 * Starts a command in the project's folder and reads what it prints until `awaited` is there.
 * @param environment laid over this process's own
 * @throws Error if its output ends before
 */
export async function startScript(
  [command = '', ...options]: readonly string[],
  awaited: string,
  environment: Record<string, string | undefined>,
): Promise<Script> {
  const child = spawn(command, options, {
    cwd: root,
    // Engines would only take memory here.
    env: { ...process.env, CONVEYOR_ROLE: 'all', ENGINES: '1', REGISTRATION: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  await new Promise<void>((found, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        printed += chunk;
        if (printed.includes(awaited)) found();
      });
    child.once('close', () => reject(new Error(`It has ended, and printed: ${printed}`)));
  });
  return { process: child, printed: () => printed };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
