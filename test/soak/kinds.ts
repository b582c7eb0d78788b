import { readFile } from 'node:fs/promises';

/** A kind of job: its input, billed usage and result. */
export interface Kind {
  files: string[];
  steps: object[];
  documents: number;
  pages: number;
  /** The first bytes of the result, as Latin-1. */
  prefix: string;
  contentType: string;
}

const toPdf = { type: 'convert', to: 'pdf' };
const pdf = { prefix: '%PDF-', contentType: 'application/pdf' };
const zip = { prefix: 'PK\x03\x04', contentType: 'application/zip' };

/** Jobs are submitted of each kind in turn. */
export const kinds: Kind[] = [
  { files: ['letter.docx'], steps: [toPdf], documents: 1, pages: 1, ...pdf },
  { files: ['page.html'], steps: [toPdf, { type: 'rotate', angle: 90 }], documents: 1, pages: 1, ...pdf },
  {
    files: ['notes.md'],
    steps: [toPdf, { type: 'watermark', text: 'Draft' }],
    documents: 1,
    pages: 1,
    ...pdf,
  },
  {
    files: ['budget.xlsx'],
    steps: [{ type: 'convert', to: 'ods' }],
    documents: 1,
    pages: 0,
    ...zip,
    contentType: 'application/vnd.oasis.opendocument.spreadsheet',
  },
  {
    files: ['slides.pptx'],
    steps: [toPdf, { type: 'images', format: 'png' }],
    documents: 1,
    pages: 2,
    ...zip,
  },
  {
    files: ['invoice.docx', 'invoice.json'],
    steps: [{ type: 'render', dataFile: 'invoice.json' }, toPdf],
    documents: 1,
    pages: 1,
    ...pdf,
  },
  { files: ['letter.docx', 'notes.md'], steps: [toPdf, { type: 'merge' }], documents: 2, pages: 2, ...pdf },
  {
    files: ['page.html'],
    steps: [{ type: 'screenshot' }, { type: 'thumbnail' }],
    documents: 1,
    // A picture has no pages.
    pages: 0,
    prefix: '\x89PNG',
    contentType: 'image/png',
  },
];

/** The multipart form of a job. */
export async function bodyOf({ files, steps }: Kind): Promise<FormData> {
  const form = new FormData();
  form.set('steps', JSON.stringify(steps));
  for (const name of files) form.append('file', new Blob([await readFile(pathOf(name))]), name);
  return form;
}

function pathOf(name: string): URL {
  const folder = name.startsWith('invoice') ? 'examples' : 'test/conversion/fixtures/plain';
  return new URL(`../../${folder}/${name}`, import.meta.url);
}
