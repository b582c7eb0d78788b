/** Writes the office documents and PDFs of `examples/`: run it after a change here, and commit what it wrote. */
import { readFile, writeFile } from 'node:fs/promises';
import { createConverter } from '../../shared/conversion/converter.ts';
import { stepsSchema } from '../../shared/conversion/steps/steps.ts';
import { formPdf } from './form.ts';
import { budgetXlsx } from './office/budget.ts';
import { letterDocx } from './office/letter.ts';
import { slidesPptx } from './office/slides.ts';
import { scanPdf } from './scan.ts';

const examples = new URL('../../examples/', import.meta.url);
const write = (name: string, content: Uint8Array) => writeFile(new URL(name, examples), content);

await write('letter.docx', await letterDocx());
await write('budget.xlsx', await budgetXlsx());
await write('slides.pptx', await slidesPptx());
await write('form.pdf', await formPdf());

// The scan is the invoice, printed and scanned.
const converter = createConverter({ engines: 1, browsers: 0, log: () => undefined });
const named = async (name: string) => ({ name, bytes: await readFile(new URL(name, examples)) });
const { files } = await converter.convert({
  files: [await named('invoice.docx'), await named('invoice.json')],
  steps: stepsSchema.parse([
    { type: 'render', dataFile: 'invoice.json' },
    { type: 'convert', to: 'pdf' },
    { type: 'images', format: 'png', dpi: 100 },
  ]),
  signal: AbortSignal.timeout(120_000),
});
await converter.close();
const [page] = files;
if (page) await write('scan.pdf', await scanPdf(page.bytes));
