import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from './bundleRole.ts';
import { licenceFiles, manifestOf, type PackageManifest } from './packageFiles.ts';
import { root } from './root.ts';

const line = '-'.repeat(100);

/** The folders of the packages whose code is inside a bundle, relative to the repository, sorted. */
export function bundledFolders({ metafile }: Pick<Bundle, 'metafile'>): string[] {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = inputs.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []);
  return [...new Set(folders)].sort();
}

/**
 * Everything that licences ask to be handed on with a role's package: name, version, licence and origin of each
 * third-party package, its texts, and the notices that stood in its code.
 * @param folders of the packages, relative to the repository
 */
export function thirdPartyLicences(folders: readonly string[], legalComments: readonly string[]): string {
  const packages = folders.map((folder) => {
    const manifest = manifestOf(folder);
    const texts = licenceFiles(folder).map((file) => readFileSync(join(root, file), 'utf8').trim());
    return [
      line,
      `${manifest.name} ${manifest.version}`,
      `Licence: ${manifest.license ?? 'see below'}`,
      `Source: ${sourceOf(manifest)}`,
      ...texts.map((text) => `\n${text}`),
    ].join('\n');
  });
  const notices =
    legalComments.length === 0 ? [] : [[line, 'Notices in the code', ...legalComments].join('\n\n')];
  return `${['This package contains software of others, each under its own licence.', ...packages, ...notices]
    .join('\n\n')
    .replaceAll('\r\n', '\n')}\n`;
}

function sourceOf({ name, homepage, repository }: PackageManifest): string {
  const url = typeof repository === 'string' ? repository : repository?.url;
  return url?.replace(/^git\+/, '') ?? homepage ?? `https://www.npmjs.com/package/${name}`;
}
