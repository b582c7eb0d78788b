/**
 * The child's side of a process of the cloud: told how to start by its parent's first message, it answers `ready`
 * with its addresses, stops when asked, and never outlives its parent.
 */
import { inspect } from 'node:util';

/** What a service gives once it listens. */
export interface RunningService<Addresses> {
  addresses: Addresses;
  stop(): Promise<void>;
}

export type ParentMessage<Options> = { start: Options } | { stop: true };
export type ChildMessage<Addresses> = { ready: Addresses } | { failed: string };

/** Runs `start` as the whole purpose of this process. */
export function runService<Options, Addresses>(
  start: (options: Options) => Promise<RunningService<Addresses>>,
): void {
  let running: Promise<RunningService<Addresses>> | undefined;

  // Ctrl-C, a closed terminal and a service manager reach every process at once: the parent decides when the cloud goes,
  // after the app.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('disconnect', () => process.exit(0));
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  process.on('message', (message: ParentMessage<Options>) => {
    if ('start' in message) {
      running = start(message.start);
      running.then(({ addresses }) => tell({ ready: addresses }), fail);
    } else {
      Promise.resolve(running)
        .then((service) => service?.stop())
        .then(() => process.exit(0), fail);
    }
  });

  function tell(message: ChildMessage<Addresses>): void {
    if (process.connected) process.send?.(message);
  }

  /** What can't be kept can't be acknowledged either: the process ends, and its parent is told why. */
  function fail(reason: unknown): void {
    console.error(reason);
    tell({ failed: reason instanceof Error ? reason.message : inspect(reason) });
    // At once: a request that is answered after this one failed might acknowledge what is not in the journal.
    process.exit(1);
  }
}
