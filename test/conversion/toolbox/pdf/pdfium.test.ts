import { expect, it } from 'vitest';
import { memoryOf, renewPdfium, withPdf } from '../../../../shared/conversion/toolbox/pdf/pdfium.ts';
import { pdfOf } from '../../pdfs.ts';

const secret = 'The secret of the first document.';
const { bytes } = await pdfOf(['A page']);
const first = Buffer.concat([bytes, Buffer.from(`\n%${secret.repeat(10_000)}`)]);

const holdsSecret = () =>
  withPdf(bytes, (module) => Buffer.from(memoryOf(module).buffer).includes(secret.repeat(2)));

it('keeps nothing of a document for the documents of the next task', async () => {
  await withPdf(first, () => undefined);
  expect(await holdsSecret()).toBe(true);
  await renewPdfium();
  expect(await holdsSecret()).toBe(false);
});
