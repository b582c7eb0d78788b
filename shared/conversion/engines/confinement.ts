import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Flags of Node's permission model for a child process: it reads only the app's code and its folder, writes only to its
 * folder, and starts neither processes nor threads. They do not restrict native code, so they are only a second line of
 * defence.
 * @param entry path of the child's entry file
 * @param folder the child's folder; without one it cannot write at all
 * @param allowed further permissions, as flags of Node
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

/**
 * The paths that a module loads: code, package.json and node_modules. A bundle is one flat folder; sources import each
 * other across folders, so they need the top folder below package.json (`shared/`).
 */
function codeFolders(entry: string): string[] {
  const isSource = entry.endsWith('.ts');
  const found: string[] = isSource ? [] : [dirname(entry)];
  let code = dirname(entry);
  for (let at = dirname(code); ; at = dirname(at)) {
    const [manifest, packages] = [join(at, 'package.json'), join(at, 'node_modules')];
    if (existsSync(manifest)) {
      if (isSource && found.length === 0) found.push(code);
      found.push(manifest);
    }
    if (existsSync(packages)) found.push(packages, realpathSync(packages));
    if (at === dirname(at)) return [...new Set(found)];
    code = at;
  }
}
