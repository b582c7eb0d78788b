/** A family of documents: what of it belongs together, and which engine takes it. */
export type Family = 'text' | 'spreadsheet' | 'presentation' | 'page' | 'pdf';

interface FormatRow {
  extensions: readonly string[];
  contentType: string;
  family: Family;
  /** What converts it to another format. */
  engine: 'libreoffice' | 'chromium' | null;
  /**
   * What the content is recognised by: its container, and within it the content type of the main part (ZIP), the name
   * of the main stream (OLE2) or the kind of text. Macro-enabled packages are none of these.
   */
  content:
    | { container: 'zip'; mainType: RegExp }
    | { container: 'ole2'; stream: RegExp }
    | { container: 'text'; looksLike: 'rtf' | 'plain' }
    | { container: 'pdf' };
}

const office = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';

const ooxml = (kind: string): FormatRow['content'] => ({
  container: 'zip',
  mainType: new RegExp(`^application/vnd\\.openxmlformats-officedocument\\.${kind}\\.main\\+xml$`),
});
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
    engine: 'libreoffice',
    content: ooxml('wordprocessingml\\.(document|template)'),
  },
  doc: {
    extensions: ['doc'],
    contentType: 'application/msword',
    family: 'text',
    engine: 'libreoffice',
    content: { container: 'ole2', stream: /^WordDocument$/ },
  },
  odt: {
    extensions: ['odt'],
    contentType: `${open}.text`,
    family: 'text',
    engine: 'libreoffice',
    content: openDocument('text'),
  },
  rtf: {
    extensions: ['rtf'],
    contentType: 'application/rtf',
    family: 'text',
    engine: 'libreoffice',
    content: { container: 'text', looksLike: 'rtf' },
  },
  txt: {
    extensions: ['txt'],
    contentType: 'text/plain',
    family: 'text',
    engine: 'libreoffice',
    content: { container: 'text', looksLike: 'plain' },
  },
  xlsx: {
    extensions: ['xlsx'],
    contentType: `${office}.spreadsheetml.sheet`,
    family: 'spreadsheet',
    engine: 'libreoffice',
    content: ooxml('spreadsheetml\\.(sheet|template)'),
  },
  xls: {
    extensions: ['xls'],
    contentType: 'application/vnd.ms-excel',
    family: 'spreadsheet',
    engine: 'libreoffice',
    content: { container: 'ole2', stream: /^(Workbook|Book)$/ },
  },
  ods: {
    extensions: ['ods'],
    contentType: `${open}.spreadsheet`,
    family: 'spreadsheet',
    engine: 'libreoffice',
    content: openDocument('spreadsheet'),
  },
  csv: {
    extensions: ['csv'],
    contentType: 'text/csv',
    family: 'spreadsheet',
    engine: 'libreoffice',
    content: { container: 'text', looksLike: 'plain' },
  },
  pptx: {
    extensions: ['pptx'],
    contentType: `${office}.presentationml.presentation`,
    family: 'presentation',
    engine: 'libreoffice',
    content: ooxml('presentationml\\.(presentation|slideshow|template)'),
  },
  ppt: {
    extensions: ['ppt'],
    contentType: 'application/vnd.ms-powerpoint',
    family: 'presentation',
    engine: 'libreoffice',
    content: { container: 'ole2', stream: /^PowerPoint Document$/ },
  },
  odp: {
    extensions: ['odp'],
    contentType: `${open}.presentation`,
    family: 'presentation',
    engine: 'libreoffice',
    content: openDocument('presentation'),
  },
  html: {
    extensions: ['html', 'htm'],
    contentType: 'text/html',
    family: 'page',
    engine: 'chromium',
    content: { container: 'text', looksLike: 'plain' },
  },
  md: {
    extensions: ['md', 'markdown'],
    contentType: 'text/markdown',
    family: 'page',
    engine: 'chromium',
    content: { container: 'text', looksLike: 'plain' },
  },
  pdf: {
    extensions: ['pdf'],
    contentType: 'application/pdf',
    family: 'pdf',
    engine: null,
    content: { container: 'pdf' },
  },
} as const satisfies Record<string, FormatRow>;

/** The name of a format: its usual extension. */
export type FormatName = keyof typeof formats;

/** A row of the table, with its name. */
export interface Format extends FormatRow {
  name: FormatName;
}

/** All formats, in the table's order. */
export const formatList: readonly Format[] = Object.entries(formats).map(([name, row]) => ({
  name: name as FormatName,
  ...row,
}));

const byExtension = new Map(
  formatList.flatMap((format) => format.extensions.map((e) => [e, format] as const)),
);

/** The format that a file's name claims, or undefined when the extension is none of the table. */
export function formatOfName(name: string): Format | undefined {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : byExtension.get(name.slice(dot + 1).toLowerCase());
}

/** The formats that an engine takes. */
export function formatsOf(engine: 'libreoffice' | 'chromium'): FormatName[] {
  return formatList.filter((format) => format.engine === engine).map((format) => format.name);
}

/** One conversion that exists. */
export interface ConversionPair {
  from: FormatName;
  to: FormatName;
}

/** Every conversion there is: what a caller is told who asks for another. */
export function conversions(): ConversionPair[] {
  return formatList.filter((format) => format.engine).map(({ name }) => ({ from: name, to: 'pdf' }));
}
