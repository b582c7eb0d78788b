import { describe, expect, it } from 'vitest';
import type { NamedFile, OutputFile } from '../../../shared/conversion/files.ts';
import type { FormatName } from '../../../shared/conversion/formats/formats.ts';
import { decodeImage, hasColour } from '../pixels.ts';
import { readPdf } from '../readPdf.ts';
import { never, sample } from '../sample.ts';
import { chartDocx, colours } from './charts.ts';
import { converterWith, converts, officeEngines } from './officeEngines.ts';

/** Documents with a chart, and formats that keep it. LibreOffice writes no chart into DOC, RTF and PPT. */
const charts: [name: string, make: () => Promise<NamedFile>, formats: FormatName[]][] = [
  ['chart.xlsx', () => sample('chart.xlsx'), ['xls', 'ods']],
  ['chart.pptx', () => sample('chart.pptx'), ['odp']],
  ['chart.docx', async () => ({ name: 'chart.docx', bytes: await chartDocx() }), ['odt', 'fodt']],
];

describe.each(officeEngines)('%s', (_engine, soffice) => {
  const converter = converterWith(soffice);

  async function convert(file: NamedFile, to: FormatName): Promise<OutputFile> {
    const { files } = await converter.convert({
      files: [file],
      steps: [{ type: 'convert', to }],
      signal: never,
    });
    return files[0] as OutputFile;
  }
  const textOf = async (pdf: OutputFile) => (await readPdf(pdf.bytes)).text.replace(/\s+/g, ' ');

  describe.each(charts.filter(([name]) => converts(soffice, name)))(
    'the chart of %s',
    (_name, make, formats) => {
      it('is printed to PDF with its title, legend and axes', async () => {
        const text = await textOf(await convert(await make(), 'pdf'));
        for (const words of ['Books sold', 'North South East', '0 1 2 3 4 5 6 7', 'Spring', 'Autumn'])
          expect(text).toContain(words);
      });

      it('is drawn in a picture', async () => {
        const page = await decodeImage((await convert(await make(), 'png')).bytes);
        for (const colour of colours) expect(hasColour(page, colour)).toBe(true);
      });

      it.each(formats)('is kept by a conversion to %s', async (format) => {
        const page = await decodeImage((await convert(await convert(await make(), format), 'png')).bytes);
        for (const colour of colours) expect(hasColour(page, colour)).toBe(true);
      });
    },
  );

  it('converts the chart of a sheet to a picture in HTML', async () => {
    const html = Buffer.from((await convert(await sample('chart.xlsx'), 'html')).bytes).toString();
    const [, data = ''] = /<img[^>]*src="data:image\/\w+;base64,([^"]+)"/.exec(html) ?? [];
    expect(hasColour(await decodeImage(Buffer.from(data, 'base64')), colours[0] ?? '')).toBe(true);
  });

  it('includes the text of a slide’s chart in HTML', async () => {
    const html = Buffer.from((await convert(await sample('chart.pptx'), 'html')).bytes).toString();
    for (const words of ['Books sold', 'Spring', 'Autumn']) expect(html).toContain(words);
  });

  it('draws a formula in a PDF and in a picture', async () => {
    const text = await textOf(await convert(await sample('formula.docx'), 'pdf'));
    expect(text).toMatch(/E = m c 2 .*a \+ b c/);
    const page = await decodeImage((await convert(await sample('formula.docx'), 'png')).bytes);
    // The first formula is centred below the first line of text.
    const [left, top] = [Math.round(page.width * 0.45), Math.round(page.height * 0.088)];
    expect(page.hasInk(left, top, Math.round(page.width * 0.1), Math.round(page.height * 0.01))).toBe(true);
  });
});
