import { DocumentRefused, type EngineTask } from '../engines/engine.ts';
import type { NamedFile } from '../files.ts';
import { formatOfName } from '../formats/formats.ts';
import { formats } from '../formats/formatTable.ts';
import { pageEncoding } from '../inputs/pageEncoding.ts';
import { zipContents } from '../inputs/zipContents.ts';
import type { ZipLimits } from '../limits.ts';
import type { LoadOptions } from '../steps/options/loadOptions.ts';
import { ownAddress } from './ownOrigin.ts';
import { SiteFiles } from './siteFiles.ts';

/** The page that the browser opens. */
export interface PageSource {
  address: string;
  /** An uploaded page; undefined for the page of a URL. */
  uploaded?: {
    /** Served at the address. */
    html: Uint8Array;
    /** Its content type, with the encoding. */
    contentType: string;
    /** Served under the same origin. */
    files: SiteFiles;
  };
  /** Whether the page is a single image that fills the paper. */
  isImage: boolean;
}

/**
 * The page of a task: a URL, an HTML file with its assets, a ZIP with an `index.html`, or an SVG.
 * @throws DocumentRefused; ConveyorError from the checks of the ZIP
 */
export async function pageSource(
  { files, resources = [], options = {} }: EngineTask,
  limits: ZipLimits,
): Promise<PageSource> {
  const { url, encoding } = options as LoadOptions;
  if (url !== undefined) return { address: url, isImage: false };
  const [page] = files;
  if (!page) throw new Error('The task has neither a URL nor a file.');
  // `extname` finds no extension in the name `.zip`.
  const format = formatOfName(page.name)?.name;
  if (format === 'zip') return unpacked(page, limits, encoding);
  // As an image, an SVG runs no scripts and loads nothing.
  if (format === 'svg') {
    const image = { name: 'image.svg', bytes: page.bytes };
    return {
      address: ownAddress(image.name),
      uploaded: { html: imagePage, contentType: 'text/html; charset=utf-8', files: new SiteFiles([image]) },
      isImage: true,
    };
  }
  const site = new SiteFiles([page, ...resources]);
  const contentType = await contentTypeOf(page, encoding);
  return {
    address: ownAddress(page.name),
    uploaded: { html: page.bytes, contentType, files: site },
    isImage: false,
  };
}

/** HTML, also under any other name, or XHTML. */
async function contentTypeOf({ name, bytes }: NamedFile, encoding: string | undefined): Promise<string> {
  const type = formatOfName(name)?.name === 'xhtml' ? formats.xhtml.contentType : formats.html.contentType;
  return `${type}; charset=${await pageEncoding(bytes, encoding)}`;
}

/** A page that the image fills at any paper size. */
const imagePage = Buffer.from(`<!doctype html><title></title><style>
html { height: 100%; } body { margin: 0; }
img { position: absolute; top: 0; left: 0; width: 100%; height: 100%; object-fit: contain; }
</style><img src="image.svg">`);

/** Limits of an unpacked site, on top of the general ones: it stays in memory while its page is printed. */
const siteEntries = 2_000;
const siteBytes = 128 * 1024 ** 2;

async function unpacked(
  { bytes }: NamedFile,
  limits: ZipLimits,
  encoding: string | undefined,
): Promise<PageSource> {
  const entries = Math.min(limits.entries, siteEntries);
  const totalBytes = Math.min(limits.totalBytes, siteBytes);
  const contents = await zipContents(
    bytes,
    { ...limits, entries, totalBytes },
    () => true,
    Number.POSITIVE_INFINITY,
  );
  const names = [...contents.keys()].filter((name) => /(^|\/)index\.html?$/i.test(name));
  // The index nearest to the root: many archives hold one folder with all files.
  const index = names.toSorted((one, other) => depth(one) - depth(other))[0];
  const html = contents.get(index ?? '');
  if (index === undefined || !html)
    throw new DocumentRefused('corrupt_file', { detail: 'The ZIP contains no `index.html`.' });
  const files = [...contents].map(([name, content]) => ({ name, bytes: content }));
  return {
    address: ownAddress(index),
    uploaded: {
      html,
      contentType: await contentTypeOf({ name: index, bytes: html }, encoding),
      files: new SiteFiles(files),
    },
    isImage: false,
  };
}

const depth = (name: string) => name.split('/').length;
