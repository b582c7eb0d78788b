import { expect, it } from 'vitest';
import type { EngineTask } from '../../../shared/conversion/engines/engine.ts';
import type { NamedFile } from '../../../shared/conversion/files.ts';
import { defaultConversionLimits } from '../../../shared/conversion/limits.ts';
import { PageCounts } from '../../../shared/conversion/steps/pageCounts.ts';
import { countResults } from '../../../shared/conversion/toolbox/countResults.ts';
import { encryptPdf } from '../../../shared/conversion/toolbox/pdf/encryptPdf.ts';
import { missingGlyphs } from '../../../shared/conversion/toolbox/pdf/glyphs/missingGlyphs.ts';
import { pdfOf } from '../pdfs.ts';

const file = (name: string): NamedFile => ({ name, bytes: new Uint8Array(1) });

/** Page counts, and the names of the files of each task that counts pages: three for each file. */
function counting(limit = 10) {
  const tasks: string[][] = [];
  const engine = async (_kind: string, { files }: EngineTask) => {
    tasks.push(files.map(({ name }) => name));
    return { files: [], pages: files.map(() => 3) };
  };
  return { tasks, counts: new PageCounts({ engine, limits: { ...defaultConversionLimits, pages: limit } }) };
}

it('counts only the pages of PDFs whose count no toolbox has reported', async () => {
  const { tasks, counts } = counting();
  const [input, made, text] = [file('input.pdf'), file('made.pdf'), file('text.txt')];
  await counts.count([input]);
  expect(counts.last).toBe(3);
  counts.remember({ files: [text, made], pages: [5] });
  await counts.count([made, text, input]);
  expect(counts.last).toBe(8);
  // A renamed file has the same bytes.
  await counts.count([{ ...made, name: 'renamed.pdf' }]);
  expect(counts.last).toBe(5);
  expect(tasks).toEqual([['input.pdf']]);
});

it('refuses a reported count above the limit', async () => {
  const { counts } = counting();
  const made = file('made.pdf');
  counts.remember({ files: [made], pages: [11] });
  await expect(counts.count([made])).rejects.toMatchObject({ code: 'too_many_pages' });
});

it('reports the page counts of results that it can open, and of none otherwise', async () => {
  const two = await pdfOf(['A', 'B'], { name: 'two.pdf' });
  const text = file('text.txt');
  expect(await countResults({ files: [text, two] })).toMatchObject({ pages: [2] });
  const locked = await encryptPdf({
    operation: 'encryptPdf',
    files: [two],
    resources: [],
    options: { userPassword: 'secret' },
  });
  const result = { files: [two, ...locked.files] };
  expect(await countResults(result)).toBe(result);
});

it('reports the page count of a PDF that was searched for missing glyphs, whatever its engine named it', async () => {
  const { bytes } = await pdfOf(['A', 'B']);
  const task = { operation: 'missingGlyphs', files: [{ name: 'pdf', bytes }], resources: [] };
  const result = await missingGlyphs({ ...task, options: { characters: [] } });
  expect(await countResults(result)).toMatchObject({ pages: [2] });
});
