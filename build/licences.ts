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
 * Everything that licences ask to be handed on with a role's package: name, version, licence and origin of each
 * third-party package, each text once with those it goes with, and the notices that stood in the code.
 * @param folders of the packages, relative to the repository
 */
export function thirdPartyLicences(folders: readonly string[], legalComments: readonly string[]): string {
  const packages: string[] = [];
  const goesWith = new Map<string, string[]>();
  for (const folder of folders) {
    const manifest = manifestOf(folder);
    const name = `${manifest.name} ${manifest.version}`;
    packages.push(`${name}\n  ${manifest.license ?? 'licence below'}; ${sourceOf(manifest)}`);
    for (const file of licenceFiles(folder)) {
      const text = readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n').trim();
      goesWith.set(text, [...(goesWith.get(text) ?? []), name]);
    }
  }
  const texts = [...goesWith].map(([text, names]) => `${line}\n${names.join('\n')}\n\n${text}`);
  const notices = legalComments.length === 0 ? [] : [`${line}\nNotices in the code`, ...legalComments];
  const first = 'This package contains software of others, each under its own licence.';
  return `${[first, ...packages, ...texts, ...notices].join('\n\n')}\n`;
}

function sourceOf({ name, homepage, repository }: PackageManifest): string {
  const url = typeof repository === 'string' ? repository : repository?.url;
  return url?.replace(/^git\+/, '') ?? homepage ?? `https://www.npmjs.com/package/${name}`;
}
