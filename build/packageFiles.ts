import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { root } from './root.ts';
import { runtimePackages } from './runtimePackages.ts';

/** Files of packages that are not needed at run time. Licences are kept, because redistribution requires them. */
const unneeded = /\.(map|[cm]?ts|md|markdown|flow)$|(^|\/)(\.[^/]+|tests?|docs?|examples?)(\/|$)/i;
const licence = /^(licen[cs]e|copying|notice)[^/]*$/i;

/** The folders of packages and of their dependencies, relative to the repository, sorted. */
export function installedFolders(names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const folder = folderOf(name, from);
    if (folder === undefined || found.has(folder)) return folder !== undefined;
    found.add(folder);
    if (runtimePackages[name]?.dependencies === false) return true;
    const { dependencies = {}, optionalDependencies = {} } = manifestOf(folder);
    for (const each of Object.keys({ ...dependencies, ...optionalDependencies }))
      if (!visit(each, join(root, folder)) && !(each in optionalDependencies))
        throw new Error(`${name} depends on ${each}, which is not installed.`);
    return true;
  };
  for (const name of names) if (!visit(name, root)) throw new Error(`${name} is not installed.`);
  return [...found].sort();
}

/** The properties of a package's `package.json` that the build reads. */
export interface PackageManifest {
  name: string;
  version: string;
  license?: string;
  homepage?: string;
  repository?: string | { url: string };
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** @param folder of the package, relative to the repository */
export function manifestOf(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

/** The files of a package that a role's package contains, relative to the repository. */
export function packageFiles(folder: string): string[] {
  const needs = runtimePackages[manifestOf(folder).name]?.needs ?? /./;
  return filesBelow(folder)
    .map((file) => relative(folder, file).split(sep).join('/'))
    .filter(
      (file) => file === 'package.json' || licence.test(file) || (needs.test(file) && !unneeded.test(file)),
    )
    .map((file) => `${folder}/${file}`);
}

/** The licence and NOTICE files of a package, sorted. Some packages have their licence only in the README. */
export function licenceFiles(folder: string): string[] {
  const files = readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [entry.name] : []))
    .sort();
  const texts = files.filter((file) => licence.test(file));
  // For other licences the README is included, because it may contain the licence text.
  const isCommon = /^\(?(MIT|ISC|0BSD|BSD|Apache|MPL|BlueOak|Unlicense)/.test(
    manifestOf(folder).license ?? '',
  );
  const readme = isCommon ? [] : files.filter((file) => /^readme/i.test(file));
  return (texts.length > 0 ? texts : readme).map((file) => `${folder}/${file}`);
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    // Nested packages are found as dependencies.
    if (entry.isDirectory())
      return entry.name === 'node_modules' ? [] : filesBelow(`${folder}/${entry.name}`);
    return entry.isFile() ? [`${folder}/${entry.name}`] : [];
  });
}

/** Resolves a package from a folder as Node does. @returns its folder, relative to the repository */
function folderOf(name: string, from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return relative(root, folder).split(sep).join('/');
    if (at === root) return undefined;
  }
}
