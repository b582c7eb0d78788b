import { describe, expect, it } from 'vitest';
import type { NamedFile, OutputFile } from '../../../shared/conversion/files.ts';
import type { FormatName } from '../../../shared/conversion/formats/formats.ts';
import { formats } from '../../../shared/conversion/formats/formatTable.ts';
import { conversions } from '../../../shared/conversion/formats/routes.ts';
import { checkInput } from '../../../shared/conversion/inputs/inputChecks.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { withImage } from '../../../shared/conversion/toolbox/pictures/images.ts';
import { readPdf } from '../readPdf.ts';
import { never } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';
import { officeFormats, officeSample, wordsOf } from './officeSamples.ts';

async function convert(file: NamedFile, to: FormatName): Promise<OutputFile[]> {
  const steps = stepsSchema.parse([{ type: 'convert', to }]);
  return (await sharedConverter.convert({ files: [file], steps, signal: never })).files;
}

/** The text of a file. Other formats are converted to PDF first. */
async function textOf(file: OutputFile, format: FormatName): Promise<string> {
  const { bytes } = file;
  if (format === 'txt' || format === 'csv') return Buffer.from(bytes).toString('utf8');
  if (format === 'html')
    return Buffer.from(bytes)
      .toString('utf8')
      .replace(/<[^>]*>/g, '');
  if (format === 'pdf') return (await readPdf(bytes)).text;
  const [pdf] = await convert(file, 'pdf');
  return (await readPdf(pdf?.bytes ?? new Uint8Array())).text;
}

const pairs = conversions().filter(({ from }) => officeFormats.includes(from));

it('every office format converts to PDF and to images', () => {
  for (const from of officeFormats)
    for (const to of ['pdf', 'png', 'jpeg', 'webp']) expect(pairs).toContainEqual({ from, to });
});

describe.each(officeFormats)('%s', (from) => {
  const targets = pairs.filter((pair) => pair.from === from).map(({ to }) => to);

  it('passes the input checks', async () => {
    expect((await checkInput(await officeSample(from))).name).toBe(from);
  });

  it.each(targets)('converts to %s', async (to) => {
    const input = await officeSample(from);
    const { family } = formats[from];
    const files = await convert(input, to);
    for (const file of files) {
      expect(file.contentType).toBe(formats[to].contentType);
      expect((await checkInput(file)).name).toBe(to);
    }
    if (formats[to].family === 'image') {
      expect(files).toHaveLength(family === 'presentation' ? 2 : 1);
      for (const { bytes } of files) {
        const { channels } = await withImage(bytes, 1e8, (image) => image.stats());
        expect(channels[0]?.stdev).toBeGreaterThan(1);
      }
      return;
    }
    expect(files.map(({ name }) => name)).toEqual([input.name.replace(/\w+$/, to)]);
    const text = await textOf(files[0] as OutputFile, to);
    for (const word of wordsOf[family] ?? []) expect(text).toContain(word);
  });
});
