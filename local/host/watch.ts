import { type Host, type LaunchOptions, launchHost } from './launch.ts';
import { watchPaths } from './watchPaths.ts';

export interface WatchOptions {
  /** Files and folders that make the app, relative to its root. A folder counts with everything in it. */
  paths?: string[];
  /** Called after every start that follows a change. */
  onRestart?: (host: Host) => void;
  /** Called when a start fails or the host ends by itself, with one sentence; it is printed otherwise. */
  onFailure?: (message: string) => void;
}

export interface WatchedHost {
  /** The host that runs now; undefined while there is none. */
  readonly host: Host | undefined;
  /** Stops watching, then the host. */
  stop(): Promise<void>;
}

const defaultPaths = ['functions', 'proto', 'shared', 'host.json', 'local.settings.json', 'package.json'];
/** An editor writes a file in several steps, a checkout writes many: one restart for all of them. */
const quietTime = 150;

/**
 * Runs a host and starts it anew whenever the app's files change, on the same port. When it can't start, or ends by itself,
 * the next change is waited for.
 */
export async function watchHost(launch: LaunchOptions, options: WatchOptions = {}): Promise<WatchedHost> {
  const onFailure = options.onFailure ?? ((message: string) => process.stderr.write(`${message}\n`));
  let host: Host | undefined;
  let port = launch.port;
  let stopped = false;
  let working: Promise<void> = Promise.resolve();
  let again: NodeJS.Timeout | undefined;

  const start = async (isRestart: boolean): Promise<void> => {
    const before = host;
    // Its end is wanted, and so nothing to tell of.
    host = undefined;
    await before?.stop();
    if (stopped) return;
    try {
      const started = await launchHost(port === undefined ? launch : { ...launch, port });
      host = started;
      port = started.port;
      void started.exited.then(({ code, signal }) => {
        if (host !== started) return;
        host = undefined;
        if (!stopped)
          onFailure(`The host ended (${signal ?? `exit code ${code}`}). It starts again on the next change.`);
      });
      if (isRestart) options.onRestart?.(started);
    } catch (error) {
      const reason = (error as Error).message.replace(/\w$/, '$&.');
      onFailure(`${reason} It starts again on the next change.`);
    }
  };

  const changed = (): void => {
    clearTimeout(again);
    again = setTimeout(() => {
      working = working.then(() => start(true));
    }, quietTime);
  };
  const unwatch = watchPaths(launch.directory, options.paths ?? defaultPaths, changed);
  working = start(false);
  await working;
  return {
    get host() {
      return host;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(again);
      unwatch();
      await working;
      await host?.stop();
    },
  };
}
