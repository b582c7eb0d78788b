import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A running script. */
export interface Script {
  process: ChildProcess;
  /** The output so far, including that of its children. */
  printed(): string;
}

/**
 * Runs a command in the folder of the project until it prints `expectedOutput`.
 * @param environment overrides the environment of this process
 * @throws Error if its output ends first
 */
export async function startScript(
  [command = '', ...options]: readonly string[],
  expectedOutput: string,
  environment: Record<string, string | undefined>,
): Promise<Script> {
  const child = spawn(command, options, {
    cwd: root,
    // One engine, to save memory.
    env: { ...process.env, CONVEYOR_ROLE: 'all', ENGINES: '1', REGISTRATION: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  await new Promise<void>((found, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        printed += chunk;
        if (printed.includes(expectedOutput)) found();
      });
    child.once('close', () => reject(new Error(`The script exited with the output: ${printed}`)));
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
