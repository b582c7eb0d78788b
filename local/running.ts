import { resolve } from 'node:path';
import { readConfiguration } from '../shared/configuration.ts';
import { checkNodeVersion } from '../shared/runtime/nodeVersions.ts';
import type { startLocalAuthority } from './attestation/localAuthority.ts';
import { type Cloud, startCloud } from './cloud/cloud.ts';
import { environment } from './cloud/environment.ts';
import { lockDataFolder } from './dataFolder.ts';
import { createDefaultRegion } from './defaultRegion.ts';
import { type LaunchOptions, launchHost } from './host/launch.ts';
import { watchHost } from './host/watch.ts';
import { mustBeFree } from './mustBeFree.ts';
import { provision } from './provision.ts';
import { forgetRunningApp, saveRunningApp } from './runningApp.ts';
import { trust } from './trust.ts';

/** The embedded cloud and the app, running. */
export interface Running {
  url: string;
  /** Whether the app has started. With `watch`, an app that fails to start waits for a source change. */
  started: boolean;
  /** The data folder. */
  data: string;
  /** Resolves with an error sentence when the cloud or the app exits unexpectedly. */
  failed: Promise<string>;
  /** Stops the app first, then the cloud. */
  stop(): Promise<void>;
}

export interface RunOptions {
  root: string;
  /** 0 chooses a free port. */
  port: number;
  data: string;
  fresh: boolean;
  /** Restarts the app when a source file changes. */
  watch: boolean;
  /** Requires an attestation to register, and trusts the local test authority. */
  attested?: boolean;
  /** Hides the output of the app. */
  quiet?: boolean;
}

const account = 'conveyor';

/**
 * Starts the embedded cloud, creates the app's containers and queues in it, and starts the app.
 * @throws Error if the Node.js version is not supported, the port or the data folder is in use, or if the cloud or the app cannot start
 */
export async function run(options: RunOptions): Promise<Running> {
  const { root, port, data, fresh, watch, attested = false, quiet = false } = options;
  checkNodeVersion();
  if (port !== 0) await mustBeFree(port);
  const folder = await lockDataFolder(resolve(root, data), fresh);
  let cloud: Cloud | undefined;
  let authority: Awaited<ReturnType<typeof startLocalAuthority>> | undefined;
  try {
    cloud = await startCloud({ directory: folder.cloud, accounts: [account] });
    trust(cloud.description.certificateFile);
    if (attested) {
      const { startLocalAuthority } = await import('./attestation/localAuthority.ts');
      authority = await startLocalAuthority(folder.path, cloud.description, account);
    }
    const settings = { ...environment(cloud.description, { name: account }), ...withoutProxy() };
    // The app inherits the environment, so every setting can be tried. The cloud's addresses take precedence.
    const app = {
      ...process.env,
      REGISTRATION: process.env.REGISTRATION || 'open',
      PUBLIC_URL: process.env.PUBLIC_URL || (port === 0 ? '' : `http://localhost:${port}`),
      ...authority?.settings,
      ...settings,
    } as Record<string, string>;
    // Before the app starts, which would report the same faults with the lines of its host.
    readConfiguration(app);
    Object.assign(process.env, settings);

    const launch: LaunchOptions = {
      directory: root,
      port,
      environment: app,
      output: quiet ? 'capture' : 'inherit',
    };
    const [started] = await Promise.all([
      watch ? startWatched(launch) : start(launch),
      provision(app).then(() => createDefaultRegion(app)),
    ]);
    saveRunningApp(folder.path, { url: started.url, cloud: cloud.description });
    return running(started, cloud, folder.path, authority);
  } catch (error) {
    await authority?.stop();
    await cloud?.stop();
    throw error;
  }
}

/** A started app, with or without `watch`. */
interface Started {
  url: string;
  started: boolean;
  /** Resolves with an error sentence when the app exits unexpectedly. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

async function start(launch: LaunchOptions): Promise<Started> {
  const host = await launchHost(launch);
  const ended = host.exited.then(
    ({ code, signal }) => `The app exited unexpectedly (${signal ?? `code ${code}`}).`,
  );
  return { url: host.url, started: true, ended, stop: () => host.stop() };
}

/** A watched app that exits is restarted at the next source change, so `ended` never resolves. */
async function startWatched(launch: LaunchOptions): Promise<Started> {
  const onRestart = () => console.log('The app restarted.');
  const watched = await watchHost(launch, { onRestart });
  const ended = new Promise<never>(() => undefined);
  const url = watched.host?.url ?? `http://localhost:${launch.port}`;
  return { url, started: watched.host !== undefined, ended, stop: () => watched.stop() };
}

function running(
  app: Started,
  cloud: Cloud,
  folder: string,
  authority: { stop(): Promise<void> } | undefined,
): Running {
  const cloudEnded = cloud.exited.then(
    (reason) => `The embedded cloud exited unexpectedly${reason ? `: ${reason}` : '.'}`,
  );
  return {
    url: app.url,
    started: app.started,
    data: folder,
    failed: Promise.race([app.ended, cloudEnded]),
    stop: async () => {
      forgetRunningApp(folder);
      await app.stop();
      await authority?.stop();
      await cloud.stop();
    },
  };
}

/** Requests to the embedded cloud must bypass a proxy that the machine uses for the internet. */
function withoutProxy(): Record<string, string> {
  const hosts = [process.env.NO_PROXY ?? process.env.no_proxy, 'localhost', '127.0.0.1']
    .filter(Boolean)
    .join(',');
  return { NO_PROXY: hosts, no_proxy: hosts };
}
