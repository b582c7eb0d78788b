import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Flags of Node that keep a child process to the app's code and a folder of its own: it reads nothing else, writes nowhere
 * else, and starts neither processes nor threads. Native code is not held by them, so this is a second line, not the first.
 * @param entry path of the child's entry file
 * @param folder its own folder; without one it writes nothing at all
 * @param allowed what it may do beside that, as flags of Node
 */
export function confinement(entry: string, folder?: string, allowed: string[] = []): string[] {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const own = folder === undefined ? [] : [folder];
  return [
    permission,
    ...allowed,
    ...[...codeFolders(entry), ...own].map((path) => `--allow-fs-read=${path}`),
    ...own.map((path) => `--allow-fs-write=${path}`),
  ];
}

/** What a module loads: what lies beside it (sources: in the rooms beside it), its manifest, and packages. */
function codeFolders(entry: string): string[] {
  const own = entry.endsWith('.ts') ? dirname(dirname(entry)) : dirname(entry);
  const found = [own];
  for (let at = dirname(own); ; at = dirname(at)) {
    const [manifest, packages] = [join(at, 'package.json'), join(at, 'node_modules')];
    if (existsSync(manifest)) found.push(manifest);
    if (existsSync(packages)) found.push(packages, realpathSync(packages));
    if (at === dirname(at)) return [...new Set(found)];
  }
}
