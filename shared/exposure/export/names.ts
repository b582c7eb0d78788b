import type { ExportManifest, Signing } from './manifest.ts';

/** Where exports lie: a container of their own, read by a CDN. */
export const exportsContainer = 'exports';

export const indexNames = { text: 'index.txt', json: 'list.json' } as const;

/** The end of a file of a window, Unix seconds. Phones take files of one window with the same end for duplicates. */
export const endOf = ({ end }: Pick<ExportManifest, 'end'>, file: number): number => end + file;

/** The name of one file of a window in its region's folder; `file` counts from 0. */
export function fileName(
  manifest: Pick<ExportManifest, 'start' | 'end'>,
  { revision }: Pick<Signing, 'revision'>,
  file: number,
): string {
  const again = revision === 1 ? '' : `-${revision}`;
  const number = String(file + 1).padStart(5, '0');
  return `${manifest.start}-${endOf(manifest, file)}-${number}${again}.zip`;
}

/** What a file of a region may be called; anything else is not looked for. */
export const fileNamePattern = /^(index\.txt|list\.json|\d{1,12}-\d{1,12}-\d{5}(-\d{1,4})?\.zip)$/;

export const pathOf = (region: string, name: string): string => `${region}/${name}`;

export const kinds = {
  zip: { contentType: 'application/zip', cacheControl: 'public, max-age=86400, immutable' },
  text: { contentType: 'text/plain; charset=utf-8', cacheControl: 'no-cache' },
  json: { contentType: 'application/json', cacheControl: 'no-cache' },
} as const;
