import { createServer } from 'node:net';
import { deleteIt, parseFile } from './damaged.ts';
import { readIfExists, writePrivateFile } from './privateFile.ts';

const portNames = ['identity', 'cosmos', 'vault', 'blob', 'queue'] as const;
/** A port for each server. 0 chooses a free port. */
export type Ports = Record<(typeof portNames)[number], number>;

export const anyPorts: Ports = { identity: 0, cosmos: 0, vault: 0, blob: 0, queue: 0 };

/**
 * The ports of the last run if they are still free, so that addresses (links to results, bookmarks) survive a restart. Otherwise 0.
 */
export async function loadPorts(path: string): Promise<Ports> {
  const last = parseFile<Partial<Ports>>(path, readIfExists(path) ?? '{}', deleteIt);
  const ports = await Promise.all(
    portNames.map(async (name) => [name, (await isFree(last[name])) ? last[name] : 0]),
  );
  return Object.fromEntries(ports);
}

export function savePorts(path: string, ports: Ports): void {
  writePrivateFile(path, JSON.stringify(ports));
}

function isFree(port: number | undefined): Promise<boolean> {
  if (!port) return Promise.resolve(false);
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
