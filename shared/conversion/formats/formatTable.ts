import type { FormatRow } from './formatRow.ts';

const office = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';

/** The content type of the main part of a package. */
const packageOf = (mainType: string): FormatRow['content'] => ({
  container: 'zip',
  mainType: new RegExp(`^${mainType.replace(/[.+]/g, '\\$&')}$`),
});
/** A document of OOXML without macros. */
const ooxml = (kind: string) => ({
  contentType: `${office}.${kind}`,
  content: packageOf(`${office}.${kind}.main+xml`),
});
const openDocument = (kind: string) => ({
  contentType: `${open}.${kind}`,
  content: packageOf(`${open}.${kind}`),
});
/** A document with macros ([MS-OFFMACRO2] 2.2.1 to 2.2.3). */
const macroEnabled = (program: string, kind: string) => ({
  contentType: `application/vnd.ms-${program}.${kind}.macroEnabled.12`,
  content: {
    container: 'zip' as const,
    mainType: new RegExp(
      `^application/vnd\\.ms-${program}\\.${kind}\\.macroEnabled(Template)?\\.main\\+xml$`,
    ),
  },
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

/** The table of formats. */
export const formats = {
  docx: { extensions: ['docx'], family: 'text', ...ooxml('wordprocessingml.document') },
  dotx: { extensions: ['dotx'], family: 'text', ...ooxml('wordprocessingml.template'), readAs: 'docx' },
  docm: { extensions: ['docm'], family: 'text', ...macroEnabled('word', 'document'), readAs: 'docx' },
  dotm: { extensions: ['dotm'], family: 'text', ...macroEnabled('word', 'template'), readAs: 'docx' },
  doc: {
    extensions: ['doc'],
    contentType: 'application/msword',
    family: 'text',
    content: { container: 'ole2', streams: ['worddocument'] },
    alsoText: [
      { looksLike: 'html', as: 'doc' },
      // XML of Word 2003 and flat packages of Word would be printed as their source.
      { looksLike: 'notXml', as: 'txt' },
    ],
  },
  odt: { extensions: ['odt'], family: 'text', ...openDocument('text') },
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
  xlsx: { extensions: ['xlsx'], family: 'spreadsheet', ...ooxml('spreadsheetml.sheet') },
  xltx: { extensions: ['xltx'], family: 'spreadsheet', ...ooxml('spreadsheetml.template'), readAs: 'xlsx' },
  xlsm: { extensions: ['xlsm'], family: 'spreadsheet', ...macroEnabled('excel', 'sheet'), readAs: 'xlsx' },
  xltm: { extensions: ['xltm'], family: 'spreadsheet', ...macroEnabled('excel', 'template'), readAs: 'xlsx' },
  xls: {
    extensions: ['xls'],
    contentType: 'application/vnd.ms-excel',
    family: 'spreadsheet',
    content: { container: 'ole2', streams: ['workbook', 'book'] },
    alsoText: [
      { looksLike: 'spreadsheetXml', as: 'xls' },
      { looksLike: 'html', as: 'xls' },
      { looksLike: 'tabs', as: 'tsv' },
    ],
  },
  ods: { extensions: ['ods'], family: 'spreadsheet', ...openDocument('spreadsheet') },
  csv: {
    extensions: ['csv'],
    contentType: 'text/csv',
    family: 'spreadsheet',
    content: { container: 'text', looksLike: 'plain' },
  },
  tsv: {
    extensions: ['tsv', 'tab'],
    contentType: 'text/tab-separated-values',
    family: 'spreadsheet',
    content: { container: 'text', looksLike: 'plain' },
  },
  pptx: { extensions: ['pptx'], family: 'presentation', ...ooxml('presentationml.presentation') },
  ppsx: {
    extensions: ['ppsx'],
    family: 'presentation',
    ...ooxml('presentationml.slideshow'),
    readAs: 'pptx',
  },
  potx: { extensions: ['potx'], family: 'presentation', ...ooxml('presentationml.template'), readAs: 'pptx' },
  pptm: {
    extensions: ['pptm'],
    family: 'presentation',
    ...macroEnabled('powerpoint', 'presentation'),
    readAs: 'pptx',
  },
  ppsm: {
    extensions: ['ppsm'],
    family: 'presentation',
    ...macroEnabled('powerpoint', 'slideshow'),
    readAs: 'pptx',
  },
  potm: {
    extensions: ['potm'],
    family: 'presentation',
    ...macroEnabled('powerpoint', 'template'),
    readAs: 'pptx',
  },
  ppt: {
    extensions: ['ppt'],
    contentType: 'application/vnd.ms-powerpoint',
    family: 'presentation',
    content: { container: 'ole2', streams: ['powerpoint document'] },
  },
  odp: { extensions: ['odp'], family: 'presentation', ...openDocument('presentation') },
  odg: { extensions: ['odg'], family: 'drawing', ...openDocument('graphics') },
  html: {
    extensions: ['html', 'htm'],
    contentType: 'text/html',
    family: 'page',
    content: { container: 'text', looksLike: 'plain' },
  },
  xhtml: {
    extensions: ['xhtml', 'xht'],
    contentType: 'application/xhtml+xml',
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
  bmp: image('bmp', 'dib'),
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
