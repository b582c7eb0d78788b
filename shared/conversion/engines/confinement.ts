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

/**
 * What a module loads: its code, the manifest above it, and packages. Bundled code lies flat beside the entry; sources
 * import each other across folders, so they get the top folder below their manifest (`shared/`).
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
