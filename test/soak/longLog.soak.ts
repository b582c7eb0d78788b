import { expect, onTestFinished, test } from 'vitest';
import { createConverter } from '../../shared/conversion/converter.ts';
import { readPdf } from '../conversion/readPdf.ts';
import { never, toPdf } from '../conversion/sample.ts';

// Takes seconds of two cores and gigabytes of memory.

test('a page that logs more than a string can hold fails only its job', async () => {
  const converter = createConverter({
    engines: 0,
    toolboxes: 1,
    log: () => undefined,
    maximumResidentBytes: 8 * 1024 ** 3,
    secondsPerConversion: 60,
  });
  onTestFinished(() => converter.close());
  const convert = (html: string) =>
    converter.convert({
      files: [{ name: 'a.html', bytes: Buffer.from(html) }],
      steps: toPdf,
      signal: never,
    });
  // Each of these is six characters in JSON.
  await expect(convert('<script>console.log("\\x01".repeat(9.2e7))</script>')).rejects.toMatchObject({
    code: 'too_large_inside',
  });
  const next = await convert('next');
  expect((await readPdf(next.files[0]?.bytes ?? new Uint8Array())).text).toBe('next');
});
