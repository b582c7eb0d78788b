import { resolve } from 'node:path';
import { checkNodeVersion } from '../shared/nodeVersions.ts';
import { type Cloud, startCloud } from './cloud/cloud.ts';
import { environment } from './cloud/environment.ts';
import { takeDataFolder } from './dataFolder.ts';
import { createDefaultRegion } from './defaultRegion.ts';
import { type LaunchOptions, launchHost } from './host/launch.ts';
import { watchHost } from './host/watch.ts';
import { mustBeFree } from './mustBeFree.ts';
import { provision } from './provision.ts';
import { trust } from './trust.ts';

/** A Conveyor on this machine: the cloud and the app. */
export interface Running {
  url: string;
  /** Whether the app has started. A watched one that could not waits for a change. */
  started: boolean;
  /** The data folder. */
  data: string;
  /** Settles with one sentence when a part of it is gone that was not told to go. */
  failed: Promise<string>;
  /** Stops the app first, then the cloud. */
  stop(): Promise<void>;
}

export interface RunOptions {
  root: string;
  /** 0 for any free one. */
  port: number;
  data: string;
  fresh: boolean;
  /** Whether the app is started again when a source file changes. */
  watch: boolean;
  /** Whether the lines of the app are kept from the terminal. */
  quiet?: boolean;
}

const account = 'conveyor';

/**
 * Starts the embedded cloud, creates what the app needs there, and starts the app.
 * @throws Error with one clear sentence: the Node is not supported, the port or the data folder is taken, a part cannot start.
 */
export async function run(options: RunOptions): Promise<Running> {
  const { root, port, data, fresh, watch, quiet = false } = options;
  checkNodeVersion();
  if (port !== 0) await mustBeFree(port);
  const folder = await takeDataFolder(resolve(root, data), fresh);
  let cloud: Cloud | undefined;
  try {
    cloud = await startCloud({ directory: folder.cloud, accounts: [account] });
    trust(cloud.description.certificateFile);
    const settings = { ...environment(cloud.description, { name: account }), ...withoutProxy() };
    // What stands in the terminal's own environment stays, so that every setting can be tried here; addresses are the cloud's.
    const app = { ...process.env, REGISTRATION: process.env.REGISTRATION || 'open', ...settings } as Record<
      string,
      string
    >;
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
    return running(started, cloud, folder.path);
  } catch (error) {
    await cloud?.stop();
    throw error;
  }
}

/** The app, however it was started. */
interface Started {
  url: string;
  started: boolean;
  /** Settles with one sentence when it has ended without being told to. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

async function start(launch: LaunchOptions): Promise<Started> {
  const host = await launchHost(launch);
  const ended = host.exited.then(
    ({ code, signal }) => `The app ended by itself (${signal ?? `code ${code}`}).`,
  );
  return { url: host.url, started: true, ended, stop: () => host.stop() };
}

/** A watched app that ends waits for the next change: it is never gone. */
async function startWatched(launch: LaunchOptions): Promise<Started> {
  const onRestart = () => console.log('The app was started again.');
  const watched = await watchHost(launch, { onRestart });
  const ended = new Promise<never>(() => undefined);
  const url = watched.host?.url ?? `http://localhost:${launch.port}`;
  return { url, started: watched.host !== undefined, ended, stop: () => watched.stop() };
}

function running(app: Started, cloud: Cloud, folder: string): Running {
  const cloudEnded = cloud.exited.then(
    (why) => `The embedded cloud ended by itself${why ? `: ${why}` : '.'}`,
  );
  return {
    url: app.url,
    started: app.started,
    data: folder,
    failed: Promise.race([app.ended, cloudEnded]),
    stop: async () => {
      await app.stop();
      await cloud.stop();
    },
  };
}

/** A proxy that this machine uses for the world must not be asked for what runs on it. */
function withoutProxy(): Record<string, string> {
  const hosts = [process.env.NO_PROXY ?? process.env.no_proxy, 'localhost', '127.0.0.1']
    .filter(Boolean)
    .join(',');
  return { NO_PROXY: hosts, no_proxy: hosts };
}
