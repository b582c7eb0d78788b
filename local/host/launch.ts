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
  /** 0: a free port; absent: `Host.LocalHttpPort` of local.settings.json, or 7071. */
  port?: number;
  /** Overrides this process's environment. Set before Node starts, which `NODE_EXTRA_CA_CERTS` needs. */
  environment?: Record<string, string>;
  /** Where the host's output goes: to this process's output (default) or to `Host.output`. */
  output?: 'inherit' | 'capture';
  execArgv?: string[];
  /** The path of the Node.js that runs the host. Default: the one of this process. */
  node?: string;
  /** A keys file; absent: HTTP functions need no key, whatever their auth level. */
  keys?: string;
  /** Time limit for running invocations when the host stops, in seconds. Default: 10. */
  grace?: number;
}

/** A host in a child process. */
export interface Host {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  /** The captured output lines. */
  readonly output: string[];
  /** Resolves when the process has exited. */
  readonly exited: Promise<Exit>;
  /** Waits for running invocations, then ends the process. */
  stop(): Promise<void>;
  /** Sends SIGKILL. */
  kill(): Promise<void>;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

type Message = { type: 'listening'; port: number } | { type: 'failed'; message: string };

const program = fileURLToPath(new URL('main.ts', import.meta.url));

/**
 * Starts a host in a child process, which exits when this process exits.
 *
 * @returns the host, when it listens
 * @throws Error if it cannot start, for example because the port is in use or the app does not load
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
      // On Windows, kill() would end the process without a drain.
      if (process.platform === 'win32' && child.connected) child.send({ type: 'stop' });
      else child.kill('SIGTERM');
      // A handler that blocks the event loop also blocks the signal handler.
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
  // The last message may arrive after `exit`; `disconnect` comes after it.
  const disconnected = child.connected ? once(child, 'disconnect') : undefined;
  const exitMessage = Promise.all([exited, disconnected]).then(([{ code, signal }]): Message => {
    return {
      type: 'failed',
      message: `The host exited during startup (${signal ?? `exit code ${code}`}).`,
    };
  });
  const firstMessage = once(child, 'message').then(([message]) => message as Message);
  const message = await Promise.race([firstMessage, exitMessage]);
  if (message.type === 'listening') return message.port;
  await exited;
  throw new Error(message.message);
}
