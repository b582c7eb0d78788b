import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compileCache } from '../compileCache.ts';

export interface LaunchOptions {
  /** The app's root: host.json, local.settings.json, package.json. */
  directory: string;
  /** A file or glob instead of package.json's `main`. */
  main?: string;
  /** 0: any free one; absent: `Host.LocalHttpPort` of local.settings.json, or else 7071. */
  port?: number;
  /** Laid over this process's own environment, and there from the very start (`NODE_EXTRA_CA_CERTS`). */
  environment?: Record<string, string>;
  /** Where the host's lines go: to this process's own output (the default), or into `Host.output`. */
  output?: 'inherit' | 'capture';
  execArgv?: string[];
  /** The path of the Node that runs the host; by default this process's own. */
  node?: string;
  /** A keys file; without one HTTP functions are open whatever their auth level. */
  keys?: string;
  /** How long running work may take when the host stops, in seconds: 10 by default. */
  grace?: number;
}

/** A host in a process of its own. */
export interface Host {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  /** The lines it has written so far, when they are captured. */
  readonly output: string[];
  /** Settles when the process is gone. */
  readonly exited: Promise<Exit>;
  /** Lets what runs come to its end, then ends the process. */
  stop(): Promise<void>;
  /** Ends the process without a word. */
  kill(): Promise<void>;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

type Message = { type: 'listening'; port: number } | { type: 'failed'; message: string };

const program = fileURLToPath(new URL('main.ts', import.meta.url));

/**
 * Starts a host in a process of its own, which ends with this one.
 *
 * @returns the host, once it listens
 * @throws Error with one sentence that says why it cannot start: the port is taken, the app does not load…
 */
export async function launchHost(options: LaunchOptions): Promise<Host> {
  const grace = options.grace ?? 10;
  const child = fork(program, programArguments(options, grace), {
    cwd: resolve(options.directory),
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env, ...options.environment },
    execArgv: options.execArgv ?? [],
    execPath: options.node ?? process.execPath,
    stdio:
      options.output === 'capture'
        ? ['ignore', 'pipe', 'pipe', 'ipc']
        : ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => output.push(line));
  }
  const exited = new Promise<Exit>((settle) => {
    child.once('exit', (code, signal) => settle({ code, signal }));
  });
  const port = await listening(child, exited);
  return {
    port,
    url: `http://localhost:${port}`,
    pid: child.pid as number,
    output,
    exited,
    stop: async () => {
      // Windows would end the process at once.
      if (process.platform === 'win32' && child.connected) child.send({ type: 'stop' });
      else child.kill('SIGTERM');
      // A handler that never yields keeps its process from hearing anything.
      const deadline = setTimeout(() => child.kill('SIGKILL'), grace * 1000 + 5000);
      await exited;
      clearTimeout(deadline);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function programArguments(options: LaunchOptions, grace: number): string[] {
  return [
    '--directory',
    resolve(options.directory),
    '--grace',
    String(grace),
    ...(options.port === undefined ? [] : ['--port', String(options.port)]),
    ...(options.main === undefined ? [] : ['--main', options.main]),
    ...(options.keys === undefined ? [] : ['--keys', resolve(options.keys)]),
  ];
}

async function listening(child: ChildProcess, exited: Promise<Exit>): Promise<number> {
  // What it said last may still be on its way when its process is gone: only then is the channel closed.
  const silent = child.connected ? once(child, 'disconnect') : undefined;
  const gone = Promise.all([exited, silent]).then(([{ code, signal }]): Message => {
    return {
      type: 'failed',
      message: `The host ended before it listened (${signal ?? `exit code ${code}`}).`,
    };
  });
  const told = once(child, 'message').then(([message]) => message as Message);
  const message = await Promise.race([told, gone]);
  if (message.type === 'listening') return message.port;
  await exited;
  throw new Error(message.message);
}
