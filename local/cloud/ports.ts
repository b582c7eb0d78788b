import { createServer } from 'node:net';
import { readIfThere, writePrivateFile } from './privateFile.ts';

export const portNames = ['identity', 'cosmos', 'vault', 'blob', 'queue'] as const;
/** A port for each server; 0 means any free one. */
export type Ports = Record<(typeof portNames)[number], number>;

export const anyPorts: Ports = { identity: 0, cosmos: 0, vault: 0, blob: 0, queue: 0 };

/**
 * The ports of the last run as far as they are still free, so that addresses (links to results, bookmarks of an
 * operator) survive a restart. 0 where there is none.
 */
export async function rememberedPorts(path: string): Promise<Ports> {
  const last = JSON.parse(readIfThere(path) ?? '{}') as Partial<Ports>;
  const ports = await Promise.all(
    portNames.map(async (name) => [name, (await isFree(last[name])) ? last[name] : 0]),
  );
  return Object.fromEntries(ports);
}

export function rememberPorts(path: string, ports: Ports): void {
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
