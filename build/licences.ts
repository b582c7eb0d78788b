import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from './bundleRole.ts';
import { licenceFiles, manifestOf, type PackageManifest } from './packageFiles.ts';
import { root } from './root.ts';

const line = '-'.repeat(100);

/** The folders of the packages whose code is inside a bundle, relative to the repository, sorted. */
export function bundledFolders({ metafile }: Pick<Bundle, 'metafile'>): string[] {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = inputs.flatMap(
    (path) => path.match(/^node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+/) ?? [],
  );
  return [...new Set(folders)].sort();
}

/**
 * The notices that licences require in a role's package: name, version, licence and origin of each third-party package,
 * each licence text once with the packages it covers, and the licence comments in the code.
 * @param folders of the packages, relative to the repository
 */
export function thirdPartyLicences(folders: readonly string[], legalComments: readonly string[]): string {
  const packages: string[] = [];
  const packagesByText = new Map<string, string[]>();
  for (const folder of folders) {
    const manifest = manifestOf(folder);
    const name = `${manifest.name} ${manifest.version}`;
    packages.push(`${name}\n  ${manifest.license ?? 'licence below'}; ${sourceOf(manifest)}`);
    for (const file of licenceFiles(folder)) {
      const text = readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n').trim();
      packagesByText.set(text, [...(packagesByText.get(text) ?? []), name]);
    }
  }
  const texts = [...packagesByText].map(([text, names]) => `${line}\n${names.join('\n')}\n\n${text}`);
  const notices = legalComments.length === 0 ? [] : [`${line}\nNotices in the code`, ...legalComments];
  const first = 'This package contains third-party software, each under its own licence.';
  return `${[first, ...packages, ...texts, ...notices].join('\n\n')}\n`;
}

function sourceOf({ name, homepage, repository }: PackageManifest): string {
  const url = typeof repository === 'string' ? repository : repository?.url;
  return url?.replace(/^git\+/, '') ?? homepage ?? `https://www.npmjs.com/package/${name}`;
}
