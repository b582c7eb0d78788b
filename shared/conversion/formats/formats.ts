/** A group of related formats. */
export type Family = 'text' | 'spreadsheet' | 'presentation' | 'page' | 'pdf' | 'image' | 'data' | 'asset';

interface FormatRow {
  extensions: readonly string[];
  contentType: string;
  family: Family;
  /**
   * How the content is recognised: by its container, and within it by the content type of the main part (ZIP), the name of
   * the main stream (OLE2), the media type (image) or the kind of text. An archive is a ZIP that is not a package.
   * Macro-enabled packages match none of these.
   */
  content:
    | { container: 'zip'; mainType: RegExp }
    | { container: 'ole2'; stream: RegExp }
    | { container: 'text'; looksLike: 'rtf' | 'plain' | 'svg' | 'flatOpenDocument' }
    | { container: 'image'; mime: string }
    | { container: 'pdf' }
    | { container: 'archive' }
    | { container: 'any' };
}

const office = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';

const ooxml = (kind: string): FormatRow['content'] => ({
  container: 'zip',
  mainType: new RegExp(`^application/vnd\\.openxmlformats-officedocument\\.${kind}\\.main\\+xml$`),
});
const image = (kind: string, ...more: string[]) =>
  ({
    extensions: [kind, ...more],
    contentType: `image/${kind}`,
    family: 'image',
    content: { container: 'image', mime: `image/${kind}` },
  }) as const;
/** An asset of a page. Its content is not checked: it is only served to the browser. */
const asset = (contentType: string, ...extensions: string[]) =>
  ({ extensions, contentType, family: 'asset', content: { container: 'any' } }) as const;
const openDocument = (kind: string): FormatRow['content'] => ({
  container: 'zip',
  mainType: new RegExp(`^application/vnd\\.oasis\\.opendocument\\.${kind}$`),
});

/** The table of formats. */
export const formats = {
  docx: {
    extensions: ['docx'],
    contentType: `${office}.wordprocessingml.document`,
    family: 'text',
    content: ooxml('wordprocessingml\\.(document|template)'),
  },
  doc: {
    extensions: ['doc'],
    contentType: 'application/msword',
    family: 'text',
    content: { container: 'ole2', stream: /^WordDocument$/ },
  },
  odt: {
    extensions: ['odt'],
    contentType: `${open}.text`,
    family: 'text',
    content: openDocument('text'),
  },
  fodt: {
    extensions: ['fodt'],
    contentType: `${open}.text-flat-xml`,
    family: 'text',
    content: { container: 'text', looksLike: 'flatOpenDocument' },
  },
  rtf: {
    extensions: ['rtf'],
    contentType: 'application/rtf',
    family: 'text',
    content: { container: 'text', looksLike: 'rtf' },
  },
  txt: {
    extensions: ['txt'],
    contentType: 'text/plain',
    family: 'text',
    content: { container: 'text', looksLike: 'plain' },
  },
  xlsx: {
    extensions: ['xlsx'],
    contentType: `${office}.spreadsheetml.sheet`,
    family: 'spreadsheet',
    content: ooxml('spreadsheetml\\.(sheet|template)'),
  },
  xls: {
    extensions: ['xls'],
    contentType: 'application/vnd.ms-excel',
    family: 'spreadsheet',
    content: { container: 'ole2', stream: /^(Workbook|Book)$/ },
  },
  ods: {
    extensions: ['ods'],
    contentType: `${open}.spreadsheet`,
    family: 'spreadsheet',
    content: openDocument('spreadsheet'),
  },
  csv: {
    extensions: ['csv'],
    contentType: 'text/csv',
    family: 'spreadsheet',
    content: { container: 'text', looksLike: 'plain' },
  },
  pptx: {
    extensions: ['pptx'],
    contentType: `${office}.presentationml.presentation`,
    family: 'presentation',
    content: ooxml('presentationml\\.(presentation|slideshow|template)'),
  },
  ppsx: {
    extensions: ['ppsx'],
    contentType: `${office}.presentationml.slideshow`,
    family: 'presentation',
    content: ooxml('presentationml\\.slideshow'),
  },
  ppt: {
    extensions: ['ppt'],
    contentType: 'application/vnd.ms-powerpoint',
    family: 'presentation',
    content: { container: 'ole2', stream: /^PowerPoint Document$/ },
  },
  odp: {
    extensions: ['odp'],
    contentType: `${open}.presentation`,
    family: 'presentation',
    content: openDocument('presentation'),
  },
  html: {
    extensions: ['html', 'htm'],
    contentType: 'text/html',
    family: 'page',
    content: { container: 'text', looksLike: 'plain' },
  },
  md: {
    extensions: ['md', 'markdown'],
    contentType: 'text/markdown',
    family: 'page',
    content: { container: 'text', looksLike: 'plain' },
  },
  svg: {
    extensions: ['svg'],
    contentType: 'image/svg+xml',
    family: 'page',
    content: { container: 'text', looksLike: 'svg' },
  },
  zip: {
    extensions: ['zip'],
    contentType: 'application/zip',
    family: 'page',
    content: { container: 'archive' },
  },
  css: asset('text/css', 'css'),
  js: asset('text/javascript', 'js', 'mjs'),
  woff: asset('font/woff', 'woff'),
  woff2: asset('font/woff2', 'woff2'),
  ttf: asset('font/ttf', 'ttf'),
  otf: asset('font/otf', 'otf'),
  png: image('png'),
  jpeg: image('jpeg', 'jpg'),
  webp: image('webp'),
  gif: image('gif'),
  tiff: image('tiff', 'tif'),
  avif: image('avif'),
  xml: {
    extensions: ['xml'],
    contentType: 'application/xml',
    family: 'data',
    content: { container: 'text', looksLike: 'plain' },
  },
  json: {
    extensions: ['json'],
    contentType: 'application/json',
    family: 'data',
    content: { container: 'text', looksLike: 'plain' },
  },
  pdf: {
    extensions: ['pdf'],
    contentType: 'application/pdf',
    family: 'pdf',
    content: { container: 'pdf' },
  },
} as const satisfies Record<string, FormatRow>;

/** The name of a format, which is its usual extension. */
export type FormatName = keyof typeof formats;

export interface Format extends FormatRow {
  name: FormatName;
}

/** All formats, in the order of the table. */
export const formatList: readonly Format[] = Object.entries(formats).map(([name, row]) => ({
  name: name as FormatName,
  ...row,
}));

const byExtension = new Map(
  formatList.flatMap((format) => format.extensions.map((e) => [e, format] as const)),
);

/** The format of a file by its extension, or undefined if the extension is unknown. */
export function formatOfName(name: string): Format | undefined {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : byExtension.get(name.slice(dot + 1).toLowerCase());
}

/** Replaces the extension of a file name. */
export function withExtension(name: string, extension: string): string {
  return `${name.replace(/\.[^.]*$/, '')}.${extension}`;
}
