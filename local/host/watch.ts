import { type Host, type LaunchOptions, launchHost } from './launch.ts';
import { watchPaths } from './watchPaths.ts';

export interface WatchOptions {
  /** Files and folders to watch, relative to the app's root. Folders include their subfolders. */
  paths?: string[];
  /** Called after each restart. */
  onRestart?: (host: Host) => void;
  /** Called with an error sentence when a start fails or the host exits. Default: prints it. */
  onFailure?: (message: string) => void;
}

export interface WatchedHost {
  /** The running host; undefined while none is running. */
  readonly host: Host | undefined;
  /** Stops watching, then the host. */
  stop(): Promise<void>;
}

const defaultPaths = ['functions', 'proto', 'shared', 'host.json', 'local.settings.json', 'package.json'];

/**
 * Runs a host and restarts it on the same port when the app's files change. If it fails to start or exits, it is restarted at
 * the next change.
 */
export async function watchHost(launch: LaunchOptions, options: WatchOptions = {}): Promise<WatchedHost> {
  const onFailure = options.onFailure ?? ((message: string) => process.stderr.write(`${message}\n`));
  let host: Host | undefined;
  let port = launch.port;
  let stopped = false;
  let working: Promise<void> = Promise.resolve();

  const start = async (isRestart: boolean): Promise<void> => {
    const previous = host;
    // Cleared before stop(), so that the expected exit is not reported.
    host = undefined;
    await previous?.stop();
    if (stopped) return;
    try {
      const started = await launchHost(port === undefined ? launch : { ...launch, port });
      host = started;
      port = started.port;
      void started.exited.then(({ code, signal }) => {
        if (host !== started) return;
        host = undefined;
        if (!stopped)
          onFailure(`The host exited (${signal ?? `exit code ${code}`}). It restarts at the next change.`);
      });
      if (isRestart) options.onRestart?.(started);
    } catch (error) {
      const reason = (error as Error).message.replace(/\w$/, '$&.');
      onFailure(`${reason} It restarts at the next change.`);
    }
  };

  const changed = (): void => {
    working = working.then(() => start(true));
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
      unwatch();
      await working;
      await host?.stop();
    },
  };
}
