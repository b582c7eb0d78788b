import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client, isRunning, register } from '../client.ts';
import { readIfThere, writePrivateFile } from '../cloud/privateFile.ts';
import { run } from '../running.ts';
import { trust } from '../trust.ts';

/** A client of an app, and what ends with it. */
export interface Connection {
  client: Client;
  close(): Promise<void>;
}

/**
 * Finds the app of this machine.
 * @throws Error that says how to start one
 */
export async function connect(root: string): Promise<Connection> {
  const url = `http://localhost:${process.env.PORT || 7071}`;
  if (!(await isRunning(url)))
    throw new Error(`No app answers at ${url}. Start one with \`npm start\`, or add --start.`);
  const data = resolve(root, process.env.CONVEYOR_DATA || '.conveyor');
  // Large results are fetched from the storage itself, whose certificate is its own.
  const certificate = join(data, 'cloud', 'certificate', 'certificate.pem');
  if (existsSync(certificate)) trust(certificate);
  return { client: new Client(url, keptToken(url, join(data, 'client.json'))), close: async () => undefined };
}

/** Starts an app that lasts as long as this, in a folder of its own. */
export async function startOwn(root: string): Promise<Connection> {
  const data = await mkdtemp(join(tmpdir(), 'conveyor-convert-'));
  const remove = () => rm(data, { recursive: true, force: true });
  try {
    const running = await run({ root, port: 0, data, fresh: false, watch: false, quiet: true });
    const close = () => running.stop().finally(remove);
    return { client: new Client(running.url, keptToken(running.url, join(data, 'client.json'))), close };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The token of an app, kept in a file that only its owner can read. All who ask at once get the same. */
function keptToken(url: string, path: string): (renewed: boolean) => Promise<string> {
  let token = Promise.resolve(tokenIn(path, url));
  let renewing: Promise<string> | undefined;
  const renew = async () => {
    const fresh = await register(url);
    writePrivateFile(path, JSON.stringify({ url, token: fresh }));
    token = Promise.resolve(fresh);
    return fresh;
  };
  return async (renewed) => {
    const known = await token;
    if (known !== undefined && !renewed) return known;
    renewing ??= renew().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
}

function tokenIn(path: string, url: string): string | undefined {
  try {
    const kept = JSON.parse(readIfThere(path) ?? '{}') as { url?: string; token?: string };
    return kept.url === url ? kept.token : undefined;
  } catch {
    // A file that cannot be read is written anew.
    return undefined;
  }
}
