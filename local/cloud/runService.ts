/**
 * The child's side of a process of the cloud. The parent's first message has the options; the child replies `ready` with its
 * addresses. It stops on request and exits with its parent.
 */
import { inspect } from 'node:util';

function sentenceOf(reason: unknown): string {
  if (!(reason instanceof Error)) return inspect(reason);
  const { code } = reason as NodeJS.ErrnoException;
  return code === 'ENOSPC' ? `its disk is full (${reason.message})` : reason.message;
}

/** A service that listens. */
export interface RunningService<Addresses> {
  addresses: Addresses;
  stop(): Promise<void>;
}

export type ParentMessage<Options> = { start: Options } | { stop: true };
export type ChildMessage<Addresses> = { ready: Addresses } | { failed: string };

/** Runs a service in this process. */
export function runService<Options, Addresses>(
  start: (options: Options) => Promise<RunningService<Addresses>>,
): void {
  let running: Promise<RunningService<Addresses>> | undefined;

  // Ctrl-C, a closed terminal and a service manager signal every process at once. The parent stops the cloud after the app.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('disconnect', () => process.exit(0));
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  process.on('message', (message: ParentMessage<Options>) => {
    if ('start' in message) {
      running = start(message.start);
      running.then(({ addresses }) => send({ ready: addresses }), fail);
    } else {
      Promise.resolve(running)
        .then((service) => service?.stop())
        .then(() => process.exit(0), fail);
    }
  });

  function send(message: ChildMessage<Addresses>): void {
    if (process.connected) process.send?.(message);
  }

  /** Exits with an error message to the parent: a change that cannot be stored must not be acknowledged. */
  function fail(reason: unknown): void {
    console.error(reason);
    send({ failed: sentenceOf(reason) });
    // At once: a later response might acknowledge a change that is not in the journal.
    process.exit(1);
  }
}
