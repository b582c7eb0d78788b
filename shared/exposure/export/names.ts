import type { ExportManifest, Signing } from './manifest.ts';

/** The blob container of exports, which the CDN reads. */
export const exportsContainer = 'exports';

export const indexNames = { text: 'index.txt', json: 'list.json' } as const;

/** The end timestamp of a file, Unix seconds. It differs per file: phones treat files with the same end as duplicates. */
export const endOf = ({ end }: Pick<ExportManifest, 'end'>, file: number): number => end + file;

/** The name of a file in the folder of its region; `file` starts at 0. */
export function fileName(
  manifest: Pick<ExportManifest, 'start' | 'end'>,
  { revision }: Pick<Signing, 'revision'>,
  file: number,
): string {
  const revisionSuffix = revision === 1 ? '' : `-${revision}`;
  const number = String(file + 1).padStart(5, '0');
  return `${manifest.start}-${endOf(manifest, file)}-${number}${revisionSuffix}.zip`;
}

/** Valid file names of a region. Other names are not looked up in storage. */
export const fileNamePattern = /^(index\.txt|list\.json|\d{1,12}-\d{1,12}-\d{5}(-\d{1,4})?\.zip)$/;

export const pathOf = (region: string, name: string): string => `${region}/${name}`;

export const kinds = {
  zip: { contentType: 'application/zip', cacheControl: 'public, max-age=86400, immutable' },
  text: { contentType: 'text/plain; charset=utf-8', cacheControl: 'no-cache' },
  json: { contentType: 'application/json', cacheControl: 'no-cache' },
} as const;
