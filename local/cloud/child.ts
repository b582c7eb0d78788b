import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { compileCache } from '../compileCache.ts';
import type { ChildMessage, ParentMessage } from './service.ts';

/** The parent's side of a process of the cloud. */
export interface Child<Addresses> {
  addresses: Addresses;
  pid: number;
  /** Asks it to stop, and waits until it is gone. */
  stop(): Promise<void>;
  kill(): void;
  /** Settles when the process is gone: undefined if it was asked to go, else why it went. */
  exited: Promise<string | undefined>;
}

/** How long a child may take to stop before it is killed, in milliseconds. */
const patience = 5000;

/**
 * Starts the module as a process of its own and waits until it is ready. Its output goes to `logFile`. It loads while its options
 * are still made.
 * @throws Error with the child's own reason if it ends before that
 */
export async function startChild<Options, Addresses>(
  module: URL,
  options: Promise<Options>,
  { logFile, environment = {} }: { logFile: string; environment?: Record<string, string> },
): Promise<Child<Addresses>> {
  mkdirSync(dirname(logFile), { recursive: true, mode: 0o700 });
  const log = openSync(logFile, 'a', 0o600);
  const child = fork(module, [], {
    stdio: ['ignore', log, log, 'ipc'],
    // Neither the flags nor the secrets of whoever starts the cloud are its business.
    execArgv: [],
    env: {
      ...pick(process.env, ['PATH', 'HOME', 'TMPDIR', 'TZ', 'SystemRoot', 'TEMP']),
      NODE_COMPILE_CACHE: compileCache,
      ...environment,
    },
  });
  closeSync(log);

  let asked = false;
  let reason: string | undefined;
  const exited = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => {
      reason ??= error.message;
      resolve(reason);
    });
    child.once('exit', (code, signal) =>
      resolve(
        asked ? undefined : `${reason ?? `it ended with ${signal ?? `code ${code}`}`} (see ${logFile})`,
      ),
    );
  });
  const started = new Promise<Addresses>((resolve, reject) => {
    child.on('message', (message: ChildMessage<Addresses>) => {
      if ('ready' in message) resolve(message.ready);
      else reason = message.failed;
    });
    exited.then((why) => reject(new Error(`A process of the local cloud did not start: ${why}`)), reject);
    options.then((made) => send(child, { start: made }), reject);
  });
  const addresses = await started.catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });

  return {
    addresses,
    pid: child.pid as number,
    exited,
    async stop() {
      asked = true;
      send(child, { stop: true });
      const timer = setTimeout(() => child.kill('SIGKILL'), patience);
      await exited;
      clearTimeout(timer);
    },
    kill() {
      asked = true;
      child.kill('SIGKILL');
    },
  };
}

function send<Options>(child: ChildProcess, message: ParentMessage<Options>): void {
  // A child that is gone already is reported by `exited`.
  if (child.connected) child.send(message as object, () => {});
}

function pick(from: NodeJS.ProcessEnv, names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}
