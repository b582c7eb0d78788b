import { beforeEach, expect, it } from 'vitest';
import {
  memoryOf,
  resetPdfium,
  withMemory,
  withPdf,
} from '../../../../shared/conversion/toolbox/pdf/libraries/pdfium.ts';
import { pdfOf } from '../../pdfs.ts';
import { readPdf } from '../../readPdf.ts';

const secret = 'The secret of the first document.';
const { bytes } = await pdfOf(['A page']);
const first = Buffer.concat([bytes, Buffer.from(`\n%${secret.repeat(10_000)}`)]);

const holdsSecret = () =>
  withPdf(bytes, (module) => Buffer.from(memoryOf(module).buffer).includes(secret.repeat(2)));

beforeEach(() => resetPdfium());

it('keeps nothing of a document for the documents of the next task', async () => {
  await withPdf(first, () => undefined);
  expect(await holdsSecret()).toBe(true);
  await resetPdfium();
  expect(await holdsSecret()).toBe(false);
});

it('keeps nothing that a document has written, and works as before', async () => {
  const changed = await withPdf(bytes, (module) => {
    const memory = memoryOf(module);
    // As an exploited PDFium could: its heap, its static data and memory that it never used.
    for (const at of [1_024, memory.length >> 1, memory.length - 8]) memory.fill(0x5a, at, at + 8);
    return module;
  });
  await resetPdfium();
  expect(Buffer.from(memoryOf(changed).buffer).includes(Buffer.alloc(8, 0x5a))).toBe(false);
  expect((await readPdf(bytes)).text).toContain('A page');
});

it('replaces an instance whose memory has grown, and keeps others', async () => {
  const instance = () => withPdf(bytes, (module) => module);
  const kept = await instance();
  await resetPdfium();
  expect((await instance()) === kept).toBe(true);
  withMemory(kept, 65 * 1024 ** 2, () => undefined);
  await resetPdfium();
  expect((await instance()) === kept).toBe(false);
});
