import { expect, it } from 'vitest';
import { ole2Streams, overwrite } from '../../../shared/conversion/inputs/ole2Streams.ts';
import { currentObjects } from '../../../shared/conversion/inputs/pptRecords.ts';
import { editPpt } from '../../../shared/conversion/libreoffice/edits/pptEdit.ts';
import { readPdf } from '../readPdf.ts';
import { fixture, toPdf } from '../sample.ts';
import { ppt } from '../toolbox/inventory/binaryDocuments.ts';
import { jobsOn } from '../toolbox.ts';

const numbersOf = (bytes: Uint8Array) => {
  const { largestNumber, declared } = currentObjects(ole2Streams(bytes));
  return [largestNumber, declared.largestNumber];
};

it('The largest number of an object is corrected in the last edit only where it is too small.', () => {
  const given = ppt([], [{}, {}, {}]);
  expect(numbersOf(given)).toEqual([4, 0]);
  const edited = editPpt(given);
  expect(numbersOf(edited)).toEqual([4, 4]);
  expect(editPpt(edited)).toBe(edited);
});

it('A PPT with more objects than its last edit declares keeps all slides.', async () => {
  const bytes = Buffer.from(await fixture('slides.ppt'));
  const streams = ole2Streams(bytes);
  const positions = streams.get('powerpoint document')?.positions() ?? (() => undefined);
  overwrite(bytes, positions, currentObjects(streams).declared.at, Buffer.alloc(4));
  const pdf = await readPdf((await jobsOn().one({ name: 'slides.ppt', bytes }, ...toPdf)).bytes);
  expect(pdf.pages).toBe(2);
  expect(pdf.text).toContain('A shelf for maps');
});
