import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '../../client/src/client.ts';
import { registerDevice } from '../../client/src/credentials.ts';
import { readIfExists, writePrivateFile } from '../cloud/privateFile.ts';
import { run } from '../running.ts';
import { appUrlOf, dataFolderOf, isRunning } from '../runningApp.ts';
import { trust } from '../trust.ts';

/** A client, and the app that was started for it, if any. */
export interface Connection {
  client: Client;
  close(): Promise<void>;
}

/**
 * Connects to the app that runs on this machine.
 * @throws Error if no app is running
 */
export async function connect(root: string): Promise<Connection> {
  const url = appUrlOf(root);
  if (!(await isRunning(url)))
    throw new Error(`No app is running at ${url}. Start one with \`npm start\`, or add --start.`);
  const data = dataFolderOf(root);
  // Large results are downloaded from the embedded storage, which has a self-signed certificate.
  const certificate = join(data, 'cloud', 'certificate', 'certificate.pem');
  if (existsSync(certificate)) trust(certificate);
  return {
    client: clientOf(url, data),
    close: async () => undefined,
  };
}

/** Starts an app with a temporary data folder; `close` stops it. */
export async function startOwn(root: string): Promise<Connection> {
  const data = await mkdtemp(join(tmpdir(), 'conveyor-convert-'));
  const remove = () => rm(data, { recursive: true, force: true });
  try {
    const running = await run({ root, port: 0, data, fresh: false, watch: false, quiet: true });
    const close = () => running.stop().finally(remove);
    return { client: clientOf(running.url, data), close };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Longer than the default: a queue that is full of other jobs has room again within minutes. */
const retrySeconds = 600;

const clientOf = (url: string, data: string): Client =>
  createClient({ url, credentials: storedToken(url, join(data, 'client.json')), retrySeconds });

/** A bearer token, stored in a file with mode 0600. Concurrent calls share one registration. */
function storedToken(url: string, path: string): (renew: boolean) => Promise<string> {
  let token = Promise.resolve(readToken(path, url));
  let renewing: Promise<string> | undefined;
  const registerAgain = async () => {
    const { token: fresh } = await registerDevice(url);
    writePrivateFile(path, JSON.stringify({ url, token: fresh }));
    token = Promise.resolve(fresh);
    return fresh;
  };
  return async (renew) => {
    const current = await token;
    if (current !== undefined && !renew) return current;
    renewing ??= registerAgain().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
}

function readToken(path: string, url: string): string | undefined {
  try {
    const stored = JSON.parse(readIfExists(path) ?? '{}') as { url?: string; token?: string };
    return stored.url === url ? stored.token : undefined;
  } catch {
    // An unreadable file is replaced by the next registration.
    return undefined;
  }
}
