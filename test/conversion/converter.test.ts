import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverter } from '../../shared/conversion/converter.ts';
import { checkInput } from '../../shared/conversion/inputs/inputChecks.ts';
import { stepsSchema } from '../../shared/conversion/steps/steps.ts';
import { environmentOf, processTree } from '../harness/processes.ts';
import { encodedText } from './encodedText.ts';
import { docx, paragraph } from './ooxml.ts';
import { readPdf } from './readPdf.ts';
import { fixture, never, sample, toPdf } from './sample.ts';

const converter = createConverter({ engines: 1, log: () => undefined });
beforeAll(() => {
  process.env.CONVEYOR_SECRET_OF_THE_TEST = 'must stay here';
  return converter.warm();
});
afterAll(() => converter.close());

async function convert(name: string, bytes?: Uint8Array, steps = toPdf) {
  const file = bytes ? { name, bytes } : await sample(name);
  const { files, usage } = await converter.convert({ files: [file], steps, signal: never });
  const [pdf] = files;
  if (!pdf) throw new Error('The job has no result.');
  return { pdf, usage, ...(await readPdf(pdf.bytes)) };
}

const rtf = String.raw`{\rtf1\ansi{\fonttbl{\f0 Carlito;}}\f0 A rich line\par}`;

describe('convert to PDF', () => {
  it.each([
    ['letter.docx', undefined, 1, ['Harbour Books', 'Tides and Harbours', '84.40', 'Lena Brandt']],
    ['budget.xlsx', undefined, 1, ['Rent', '25350']],
    ['slides.pptx', undefined, 2, ['What we sold in spring', 'A shelf for maps']],
    ['page.html', undefined, 1, ['Reading list', 'The Lighthouse Keeper']],
    ['notes.md', undefined, 1, ['Minutes of the spring meeting', 'Maps', '40', 'open 09:00']],
    ['line.txt', 'A plain line', 1, ['A plain line']],
    ['rows.csv', 'name,age\nAda,36\nZoë,41\n', 1, ['Ada', '36', 'Zoë', '41']],
    ['semicolons.csv', 'name;town\nAda;"Ulm; Donau"\n', 1, ['Ada', 'Ulm; Donau']],
    ['line.md', '# Title\n\n<b>raw</b> & *soft*', 1, ['Title', 'raw & soft']],
    ['größe.txt', 'zwölf', 1, ['zwölf']],
    ['line.rtf', rtf, 1, ['A rich line']],
  ] as const)('converts %s', async (name, text, expectedPages, words) => {
    const {
      pdf,
      usage,
      pages,
      text: read,
    } = await convert(name, text === undefined ? undefined : Buffer.from(text));
    expect(pdf.name).toBe(name.replace(/\.\w+$/, '.pdf'));
    expect(pdf.contentType).toBe('application/pdf');
    expect(pages).toBe(expectedPages);
    expect(usage).toMatchObject({ documents: 1, pages: expectedPages, bytesOut: pdf.bytes.byteLength });
    expect(usage.engineMilliseconds).toBeGreaterThan(0);
    for (const word of words) expect(read).toContain(word);
  });

  it.each([
    ['2', ['two']],
    ['2-', ['two', 'three']],
    ['-r2', ['one', 'two']],
    ['r1,1', ['three', 'one']],
  ])('exports only the pages of the ranges %s, in their order', async (nativePageRanges, expected) => {
    const steps = [{ type: 'convert' as const, to: 'pdf' as const, nativePageRanges }];
    const texts = ['one', 'two', 'three'];
    const breaks = (text: string) => (text === 'one' ? '' : '<w:pageBreakBefore/>');
    const letter = await docx(texts.map((text) => paragraph(text, breaks(text))).join(''));
    const html = texts.map((text) => `<p style="break-after:page">${text}</p>`).join('');
    for (const [name, bytes] of [
      ['letter.docx', letter],
      ['page.html', Buffer.from(html)],
    ] as const) {
      const { text, pages, usage } = await convert(name, bytes, steps);
      expect(text.match(/\w+/g)).toEqual(expected);
      expect([pages, usage.pages]).toEqual([expected.length, expected.length]);
    }
  });

  it.each(['letter.docx', 'page.html'])(
    'refuses a range without any page of %s, and its engine keeps running',
    async (name) => {
      const pids = () => converter.engines().map(({ pid }) => pid);
      const before = pids();
      const steps = [{ type: 'convert' as const, to: 'pdf' as const, nativePageRanges: '7-9' }];
      await expect(convert(name, undefined, steps)).rejects.toMatchObject({
        code: 'invalid_parameter',
        detail: 'The document has none of the requested pages.',
      });
      expect((await convert(name)).pages).toBe(1);
      expect(pids()).toEqual(before);
    },
  );

  it('exports the existing pages of a range', async () => {
    const steps = [{ type: 'convert' as const, to: 'pdf' as const, nativePageRanges: '2-9' }];
    expect((await convert('slides.pptx', undefined, steps)).pages).toBe(1);
  });

  it('reads a page in its declared encoding', async () => {
    const html = Buffer.from('<meta charset="iso-8859-1"><p>Käse für zwölf', 'latin1');
    expect((await convert('latin.html', html)).text).toContain('Käse für zwölf');
  });

  it.each([
    ['line.txt', 'Иван Петров живёт в Москве.'],
    ['rows.csv', 'Имя;Город\nИван;Москва\n'],
    ['page.html', '<p>Иван Петров живёт в Москве.'],
    ['notes.md', '# Иван Петров\n\nживёт в Москве.'],
  ])('detects the encoding of %s', async (name, text) => {
    expect((await convert(name, encodedText(text, 'windows-1251'))).text).toContain('Иван');
  });

  it.each(['line.txt', 'rows.csv', 'page.html', 'notes.md'])(
    'reads %s in the encoding of the option',
    async (name) => {
      const steps = stepsSchema.parse([{ type: 'convert', to: 'pdf', encoding: 'koi8-r' }]);
      const bytes = encodedText('Как', 'koi8-r');
      expect((await convert(name, bytes, steps)).text).toContain('Как');
      expect((await convert(name, bytes)).text).not.toContain('Как');
    },
  );

  it('counts the pages of a long document', async () => {
    const body = Array.from({ length: 12 }, (_, i) =>
      paragraph(`Page ${i}`, i ? '<w:pageBreakBefore/>' : ''),
    );
    expect((await convert('long.docx', await docx(body.join('')))).pages).toBe(12);
  });
});

describe('older and other office formats', () => {
  it.each([
    ['letter.doc', 1, ['Harbour Books', 'Tides and Harbours', '84.40']],
    ['letter.odt', 1, ['Harbour Books', 'Tides and Harbours', '84.40']],
    ['letter.rtf', 1, ['Harbour Books', 'Tides and Harbours', '84.40']],
    ['budget.xls', 1, ['Quarter 1', 'Rent', '25350']],
    ['budget.ods', 1, ['Quarter 1', 'Rent', '25350']],
    ['slides.ppt', 2, ['What we sold in spring', 'A shelf for maps']],
    ['slides.odp', 2, ['What we sold in spring', 'A shelf for maps']],
  ] as const)('are converted: %s', async (name, expectedPages, words) => {
    const bytes = await fixture(name);
    await checkInput({ name, bytes });
    const { pages, text } = await convert(name, bytes);
    expect(pages).toBe(expectedPages);
    for (const word of words) expect(text).toContain(word);
  });
});

describe('a page range', () => {
  it.each(['1', '1-3,7', '2-2', '1-', '-2', 'r1', 'r3-r1, 2-r2'])('accepts %s', (nativePageRanges) => {
    expect(stepsSchema.safeParse([{ type: 'convert', to: 'pdf', nativePageRanges }]).success).toBe(true);
  });

  it.each(['', '0', '0-2', '3-1', '1,', 'all', '-', 'r', '1--2', '-r', 'r1-r2'])(
    'refuses “%s”',
    (nativePageRanges) => {
      expect(stepsSchema.safeParse([{ type: 'convert', to: 'pdf', nativePageRanges }]).success).toBe(false);
    },
  );
});

describe('an engine process', () => {
  it('gets none of the app’s environment variables', () => {
    const pids = converter.engines().map(({ pid }) => pid ?? 0);
    expect(pids).toHaveLength(3);
    for (const pid of pids.flatMap(processTree)) {
      const names = environmentOf(pid).map((entry) => entry.split('=')[0]);
      // Chromium overwrites the environment of its children with their titles, which leaves fragments.
      const own =
        /^(NODE_CHANNEL_\w+|NODE_OPTIONS|MALLOC_[A-Z_]+|HOME|TMPDIR|LD_LIBRARY_PATH|FONTCONFIG_FILE|.*[^A-Z_].*)$/;
      expect(names.filter((name) => !own.test(name ?? ''))).toEqual([]);
    }
  });

  it('of the browser loads its own libraries, not the system’s', () => {
    const child = converter.engines().find(({ kind }) => kind === 'chromium')?.pid ?? 0;
    const [, pid] = processTree(child);
    const maps = readFileSync(`/proc/${pid}/maps`, 'utf8');
    for (const library of ['libnss3.so', 'libnspr4.so', 'libnssutil3.so']) {
      const paths = new Set([...maps.matchAll(new RegExp(`\\S+/${library}`, 'g'))].map(String));
      expect([...paths]).toEqual([expect.stringMatching(/chromium-[\d.]+-x64\/lib\//)]);
    }
  });
});
