import { posix } from 'node:path';
import { DocumentRefused, type EngineFile, type EngineTask } from '../engines/engine.ts';
import { formatOfName } from '../formats/formats.ts';
import { type ZipLimits, zipContents } from '../inputs/zipContents.ts';
import type { LoadOptions } from '../steps/options/loadOptions.ts';
import { SiteFiles } from './siteFiles.ts';

/** What the browser is sent to. */
export interface PageSource {
  address: string;
  /** A page that was uploaded; undefined for one of the network. */
  uploaded?: {
    /** What is at the address. */
    html: Uint8Array;
    /** What is under the same origin. */
    files: SiteFiles;
  };
  /** Whether it is one image, which fills the paper. */
  isImage: boolean;
}

/** The origin under which an upload sees itself: reserved by RFC 2606, so it never leads anywhere. */
export const ownOrigin = 'https://document.invalid';

/**
 * The page of a task: a URL, an HTML file with what came along, a ZIP with an `index.html`, or an SVG.
 * @throws DocumentRefused; ConveyorError of the ZIP's checks
 */
export async function pageSource(
  { files, resources = [], options = {} }: EngineTask,
  limits: ZipLimits,
): Promise<PageSource> {
  const { url } = options as LoadOptions;
  if (url !== undefined) return { address: url, isImage: false };
  const [page] = files;
  if (!page) throw new Error('There is no page.');
  // Not `extname`, to which the name `.zip` has no extension.
  const format = formatOfName(page.name)?.name;
  if (format === 'zip') return unpacked(page, limits);
  // In an image, an SVG runs no script and loads nothing.
  if (format === 'svg') {
    const image = { name: 'image.svg', bytes: page.bytes };
    return {
      address: `${ownOrigin}/`,
      uploaded: { html: imagePage, files: new SiteFiles([image]) },
      isImage: true,
    };
  }
  const site = new SiteFiles([page, ...resources]);
  return { address: `${ownOrigin}/`, uploaded: { html: page.bytes, files: site }, isImage: false };
}

/** A page that is all image, whatever the paper's size. */
const imagePage = Buffer.from(`<!doctype html><title></title><style>
html { height: 100%; } body { margin: 0; }
img { position: absolute; top: 0; left: 0; width: 100%; height: 100%; object-fit: contain; }
</style><img src="image.svg">`);

/** What a site may unfold to, if not less: it is held in memory while its page is printed. */
const siteEntries = 2_000;
const siteBytes = 128 * 1024 ** 2;

async function unpacked({ bytes }: EngineFile, limits: ZipLimits): Promise<PageSource> {
  const entries = Math.min(limits.entries, siteEntries);
  const totalBytes = Math.min(limits.totalBytes, siteBytes);
  const contents = await zipContents(
    bytes,
    { ...limits, entries, totalBytes },
    () => true,
    Number.POSITIVE_INFINITY,
  );
  const names = [...contents.keys()].filter((name) => /(^|\/)index\.html?$/i.test(name));
  // The one nearest to the root: an archive often holds one folder with everything.
  const index = names.toSorted((one, other) => depth(one) - depth(other))[0];
  const html = contents.get(index ?? '');
  if (index === undefined || !html)
    throw new DocumentRefused('corrupt_file', { detail: 'The ZIP holds no `index.html`.' });
  // As the browser will write it: `./site/` is `/site/`.
  const folder = posix.join('/', index.slice(0, index.lastIndexOf('/') + 1));
  const files = [...contents].map(([name, content]) => ({ name, bytes: content }));
  return {
    address: ownOrigin + folder.split('/').map(encodeURIComponent).join('/'),
    uploaded: { html, files: new SiteFiles(files) },
    isImage: false,
  };
}

const depth = (name: string) => name.split('/').length;
