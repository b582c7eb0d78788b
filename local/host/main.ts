/**
 * The entry point of the host process: `node local/host/main.ts --directory . [--port 7071] [--main file] [--keys file] [--grace seconds]`.
 *
 * It sends `{ type: 'listening', port }` or `{ type: 'failed', message }` to its parent over IPC, and exits with its parent.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startHost } from './host.ts';
import { describeError } from './log.ts';
import { StartError } from './startError.ts';

// The parent may exit while the app is loading.
process.once('disconnect', terminate);

// The reader of this output may have exited (EPIPE), or the terminal closed (EIO). Running invocations must finish anyway.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });
}

try {
  const values = options();
  const host = await startHost({
    directory: resolve(values.directory),
    main: values.main,
    port: values.port === undefined ? undefined : portOf(values.port),
    keys: values.keys,
  });
  stopOnSignals(() => host.drain(Number(values.grace) * 1000));
  // The parent may exit meanwhile: then the listener for `disconnect` ends this process.
  if (process.connected) process.send?.({ type: 'listening', port: host.port }, () => undefined);
  else if (process.send) terminate();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const expected = error instanceof StartError && error.cause === undefined;
  process.stderr.write(`${expected ? message : describeError(error)}\n`);
  if (process.connected) process.send?.({ type: 'failed', message: withCause(error) }, () => process.exit(1));
  else process.exit(1);
}

function options() {
  try {
    return parseArgs({
      options: {
        directory: { type: 'string', default: '.' },
        port: { type: 'string' },
        main: { type: 'string' },
        keys: { type: 'string' },
        grace: { type: 'string', default: '10' },
      },
    }).values;
  } catch (error) {
    throw new StartError((error as Error).message);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (text !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new StartError(`--port must be a number from 0 to 65535; it is "${text}".`);
}

/**
 * SIGTERM and SIGINT start the drain. The app's own listeners for these signals run too, so that it can abort its work. A second
 * SIGINT exits at once.
 */
function stopOnSignals(drain: () => Promise<void>): void {
  let interrupts = 0;
  let draining = false;
  const stop = (): void => {
    if (draining) return;
    draining = true;
    drain().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`${describeError(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  // The terminal was closed.
  process.on('SIGHUP', terminate);
  process.on('SIGINT', () => {
    if (++interrupts > 1) process.exit(130);
    stop();
  });
  process.on('message', (message: { type?: string }) => {
    if (message.type === 'stop') terminate();
  });
}

/** Calls the SIGTERM listeners, including the app's, where no signal can arrive: on Windows, or after the parent's exit. */
function terminate(): void {
  const handled = process.emit('SIGTERM', 'SIGTERM');
  if (!handled) process.exit(1);
}

function withCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} ${error.cause.message}` : error.message;
}
