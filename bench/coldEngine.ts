import { readFile } from 'node:fs/promises';
import { createConverter } from '../shared/conversion/converter.ts';

// The baseline of the first PDF: a process that only starts one engine and converts one letter.
const bytes = await readFile(new URL('../test/conversion/fixtures/plain/letter.docx', import.meta.url));
const converter = createConverter({ engines: 1, browsers: 0, log: () => undefined });
await converter.convert({
  files: [{ name: 'letter.docx', bytes }],
  steps: [{ type: 'convert', to: 'pdf' }],
  signal: AbortSignal.timeout(120_000),
});
await converter.close();
process.exit();
