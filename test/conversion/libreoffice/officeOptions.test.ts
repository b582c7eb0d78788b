import { PDFDict, PDFDocument, PDFHexString, PDFName, type PDFRawStream } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { officeOptions } from '../../../shared/conversion/steps/options/officeOptions.ts';
import { planSteps } from '../../../shared/conversion/steps/plan.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { readXmp } from '../../../shared/conversion/toolbox/pdf/libraries/xmp.ts';
import { bytesOf } from '../../../shared/conversion/toolbox/pdf/pdfa/objects.ts';
import { structureElements } from '../../../shared/conversion/toolbox/pdf/tags/structure.ts';
import { readPdf } from '../readPdf.ts';
import { never } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';
import { faultsOf } from '../toolbox/pdf/pdfa/pdfaRules.ts';
import { fodt, officeSample } from './officeSamples.ts';
import { optionDocuments } from './optionDocuments.ts';

interface Made {
  bytes: Uint8Array;
  /** The PDF's bytes as Latin-1. Objects are not compressed, streams are. */
  raw: string;
  text: string;
  pages: number;
  sizes: { width: number; height: number }[];
}

async function pdfOf([name, bytes]: [string, Uint8Array], options: object): Promise<Made> {
  const steps = stepsSchema.parse([{ type: 'convert', to: 'pdf', ...options }]);
  const { files } = await sharedConverter.convert({ files: [{ name, bytes }], steps, signal: never });
  const pdf = files[0]?.bytes ?? new Uint8Array();
  const document = await PDFDocument.load(pdf);
  const sizes = document.getPages().map((page) => page.getSize());
  return { bytes: pdf, raw: Buffer.from(pdf).toString('latin1'), sizes, ...(await readPdf(pdf)) };
}

type Given = keyof typeof optionDocuments;

/** For each option, a document, and how the PDF with the option differs from the PDF without. */
const effects: Record<string, [document: Given, options: object, (made: Made, without: Made) => void]> = {
  landscape: [
    'rows',
    { landscape: true },
    ({ sizes }, without) => {
      expect(sizes[0]).toEqual({ width: without.sizes[0]?.height, height: without.sizes[0]?.width });
      expect(sizes[0]?.width).toBeGreaterThan(sizes[0]?.height ?? 0);
    },
  ],
  nativePageRanges: [
    'rows',
    { nativePageRanges: '2-3' },
    ({ pages }, without) => expect(pages).toBe(without.pages - 1),
  ],
  quality: [
    'picture',
    { quality: 10 },
    ({ raw }, without) => expect(raw.length).toBeLessThan(without.raw.length / 2),
  ],
  losslessImageCompression: [
    'picture',
    { losslessImageCompression: true },
    ({ raw }, without) => {
      expect(without.raw).toContain('/DCTDecode');
      expect(raw).not.toContain('/DCTDecode');
    },
  ],
  reduceImageResolution: [
    'picture',
    { reduceImageResolution: true, maxImageResolution: 150 },
    ({ raw }, without) => {
      expect(without.raw).toContain('/Width 1000');
      expect(raw).toMatch(/\/Width 59\d/);
    },
  ],
  maxImageResolution: [
    'picture',
    { reduceImageResolution: true, maxImageResolution: 75 },
    ({ raw }) => expect(raw).toMatch(/\/Width 29\d/),
  ],
  exportBookmarks: [
    'text',
    { exportBookmarks: false },
    ({ raw }, without) => {
      expect(without.raw).toContain('/Outlines');
      expect(raw).not.toContain('/Outlines');
    },
  ],
  exportBookmarksToPdfDestination: [
    'text',
    { exportBookmarksToPdfDestination: true },
    ({ raw }, without) => {
      expect(without.raw).not.toContain('/Dests');
      expect(raw).toContain('/Dests');
    },
  ],
  exportPlaceholders: [
    'text',
    { exportPlaceholders: true },
    ({ text }, without) => {
      expect(without.text).not.toMatch(/name/i);
      expect(text).toMatch(/<name>/i);
    },
  ],
  exportNotes: [
    'text',
    { exportNotes: true },
    ({ raw }, without) => {
      expect(without.raw).not.toMatch(/\/Subtype ?\/Text\b/);
      expect(raw).toMatch(/\/Subtype ?\/Text\b/);
    },
  ],
  exportNotesPages: [
    'slides',
    { exportNotesPages: true },
    ({ pages }, without) => expect(pages).toBe(without.pages + 1),
  ],
  exportOnlyNotesPages: [
    'slides',
    { exportOnlyNotesPages: true },
    ({ pages, sizes }, without) => {
      expect(pages).toBe(without.pages);
      expect(sizes[0]?.height).toBeGreaterThan(sizes[0]?.width ?? 0);
    },
  ],
  convertOooTargetToPdfTarget: [
    'text',
    { convertOooTargetToPdfTarget: true },
    ({ raw }, without) => {
      expect(without.raw).toContain('other.odt)');
      expect(raw).toContain('other.pdf)');
    },
  ],
  exportLinksRelativeFsys: [
    'text',
    { exportLinksRelativeFsys: true },
    ({ raw }, without) => {
      expect(without.raw).toMatch(/URI ?\(file:/);
      expect(raw).toMatch(/URI ?\(other\.odt\)/);
    },
  ],
  exportHiddenSlides: [
    'slides',
    { exportHiddenSlides: true },
    ({ text }, without) => {
      expect(without.text).not.toContain('Hidden');
      expect(text).toContain('Hidden');
    },
  ],
  skipEmptyPages: [
    'odd',
    { skipEmptyPages: true },
    ({ pages }, without) => expect(pages).toBe(without.pages - 1),
  ],
  addOriginalDocumentAsStream: [
    'text',
    { addOriginalDocumentAsStream: true },
    ({ raw }, without) => {
      expect(without.raw).not.toContain('/AdditionalStreams');
      expect(raw).toContain('/AdditionalStreams');
    },
  ],
  singlePageSheets: [
    'rows',
    { singlePageSheets: true },
    ({ pages }, without) => {
      expect(without.pages).toBeGreaterThan(1);
      expect(pages).toBe(1);
    },
  ],
  pdfa: ['text', { pdfa: 'PDF/A-2b' }, ({ raw }) => expect(raw).toMatch(/<pdfaid:part>2</)],
  pdfua: ['text', { pdfua: true }, ({ raw }) => expect(raw).toMatch(/<pdfuaid:part>1</)],
};

/** The PDFs of the documents without options, which all options are compared with. */
const withoutOptions = new Map<Given, Promise<Made>>();

describe('an office option', () => {
  it.each(Object.entries(effects))('has its effect: %s', async (_name, [document, options, differs]) => {
    const given = await optionDocuments[document]();
    const plain = withoutOptions.get(document) ?? pdfOf(given, {});
    withoutOptions.set(document, plain);
    differs(await pdfOf(given, options), await plain);
  });

  it('has a test for each name', () => {
    const others = ['password', 'exportNotesInMargin', 'paperWidth', 'paperHeight'];
    const names = Object.keys(officeOptions.shape).filter((name) => !others.includes(name));
    expect(Object.keys(effects).sort()).toEqual(names.sort());
  });

  it.each(['docx', 'csv', 'txt', 'odp'] as const)('sets the orientation of %s: landscape', async (format) => {
    const { name, bytes } = await officeSample(format);
    const [landscape, portrait] = [
      await pdfOf([name, bytes], { landscape: true }),
      await pdfOf([name, bytes], { landscape: false }),
    ];
    expect(landscape.sizes[0]?.width).toBeGreaterThan(landscape.sizes[0]?.height ?? 0);
    expect(portrait.sizes[0]?.height).toBeGreaterThan(portrait.sizes[0]?.width ?? 0);
    expect(landscape.text.length).toBeGreaterThan(20);
  });

  it.each([
    ['docx', 'odt', { landscape: true }],
    ['docx', 'odt', { pdfa: 'PDF/A-1b' }],
    ['docx', 'png', { pdfa: 'PDF/A-1b' }],
    ['odt', 'jpeg', { exportBookmarks: true }],
    ['pptx', 'html', { pdfua: true }],
    ['xlsx', 'csv', { singlePageSheets: true }],
  ] as const)('for PDF is refused for %s → %s', (from, to, options) => {
    const steps = stepsSchema.parse([{ type: 'convert', to, ...options }]);
    expect(() => planSteps([`a.${from}`], steps)).toThrow(
      expect.objectContaining({ code: 'invalid_parameter' }),
    );
  });

  it('without an effect on the document has a warning', async () => {
    const { name, bytes } = await officeSample('txt');
    const options = { singlePageSheets: true, exportHiddenSlides: false, maxImageResolution: 75 };
    const steps = stepsSchema.parse([{ type: 'convert', to: 'pdf', ...options }]);
    const { warnings } = await sharedConverter.convert({ files: [{ name, bytes }], steps, signal: never });
    expect(warnings).toEqual([
      {
        code: 'option_not_applied',
        detail: '`singlePageSheets` has no effect on a file of the format txt, only on spreadsheets.',
      },
      {
        code: 'option_not_applied',
        detail: '`maxImageResolution` has no effect without `reduceImageResolution`.',
      },
    ]);
  });

  it.each([
    { quality: 0 },
    { quality: 101 },
    { maxImageResolution: 100 },
    { pdfa: 'PDF/A-4' },
    { landscape: 'yes' },
    { password: '' },
  ])('refuses %j', (options) => {
    expect(stepsSchema.safeParse([{ type: 'convert', to: 'pdf', ...options }]).success).toBe(false);
  });
});

describe('a CSV as PDF', () => {
  it('prints only its values', async () => {
    const { text } = await pdfOf(['people.csv', Buffer.from('name,age\nAda,36\n')], {});
    expect(text.replace(/\s+/g, ' ').trim()).toBe('name age Ada 36');
  });
});

describe.each(['PDF/A-1b', 'PDF/A-2b', 'PDF/A-3b'] as const)('%s (ISO 19005)', (pdfa) => {
  it.each(['docx', 'xlsx', 'pptx'] as const)('of %s conforms to the checked rules', async (format) => {
    const { name, bytes } = await officeSample(format);
    const { raw } = await pdfOf([name, bytes], { pdfa });
    expect(await faultsOf(Buffer.from(raw, 'latin1'), Number(pdfa.at(-2)) as 1)).toEqual([]);
  });

  it('can also be PDF/UA', async () => {
    const { raw } = await pdfOf(await optionDocuments.text(), { pdfa, pdfua: true });
    expect(await faultsOf(Buffer.from(raw, 'latin1'), Number(pdfa.at(-2)) as 1)).toEqual([]);
    expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  it('is refused if another export option would break it', async () => {
    const text = await optionDocuments.text();
    const code = { code: 'pdfa_not_possible' };
    await expect(pdfOf(text, { pdfa, exportNotes: true })).rejects.toMatchObject(code);
    const attached = pdfOf(text, { pdfa, addOriginalDocumentAsStream: true });
    if (pdfa === 'PDF/A-3b') expect((await attached).pages).toBe(1);
    else await expect(attached).rejects.toMatchObject(code);
  });

  it('refuses a later step that would break it', () => {
    const plan = (...more: object[]) =>
      planSteps(['a.docx'], stepsSchema.parse([{ type: 'convert', to: 'pdf', pdfa }, ...more]));
    expect(plan().after[0]).toMatchObject([{ format: 'pdf', many: false, pdfa }]);
    expect(() => plan({ type: 'encrypt', userPassword: 'secret' })).toThrow(
      expect.objectContaining({ code: 'breaks_pdfa' }),
    );
  });
});

describe('PDF/UA (ISO 14289-1)', () => {
  const accessible = async (document: [string, Uint8Array], options: object = {}) =>
    PDFDocument.load((await pdfOf(document, { pdfua: true, ...options })).bytes, { updateMetadata: false });
  const heading = (level: number) => `<text:h text:outline-level="${level}">Level ${level}</text:h>`;
  const link =
    '<text:p><text:a xlink:type="simple" xlink:href="https://example.com/">the example</text:a></text:p>';
  const cell = '<table:table-cell><text:p>x</text:p></table:table-cell>';
  const row = `<table:table-row>${cell}</table:table-row>`;
  const table = `<table:table><table:table-column/><table:table-header-rows>${row}</table:table-header-rows>${row}</table:table>`;
  const meta =
    '<office:meta><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">Own title</dc:title></office:meta>';

  it.each([
    ['its own title', fodt(heading(1), meta), 'Own title'],
    ['its first heading', fodt(`<text:p>Text</text:p>${heading(1)}${heading(2)}`), 'Level 1'],
    ['the file name', fodt('<text:p>Text</text:p>'), 'the report'],
  ])('has as title %s, which viewers display', async (_what, document, title) => {
    const pdf = await accessible(['the report.fodt', document]);
    expect(pdf.getTitle()).toBe(title);
    expect(readXmp(pdf)).toContain(`<rdf:li xml:lang="x-default">${title}</rdf:li>`);
    expect(pdf.catalog.getViewerPreferences()?.getDisplayDocTitle()).toBe(true);
  });

  it.each([{}, { pdfa: 'PDF/A-1b' }])(
    'describes links and the scope of header cells: %j',
    async (options) => {
      const pdf = await accessible(['a.fodt', fodt(link + table)], options);
      const { node } = pdf.getPage(0);
      expect(node.lookup(PDFName.of('Tabs'))).toBe(PDFName.of('S'));
      const annotation = node.Annots()?.lookup(0, PDFDict);
      expect(annotation?.lookup(PDFName.of('Contents'), PDFHexString).decodeText()).toBe('the example');
      const headers = structureElements(pdf).filter(({ type }) => type === 'TH');
      expect(headers.map(({ dict }) => `${dict.get(PDFName.of('A'))}`)).toEqual([
        expect.stringContaining('/Scope /Column'),
      ]);
    },
  );

  it('makes the background of a slide an artifact, and its lines paragraphs', async () => {
    const { name, bytes } = await officeSample('ppt');
    const pdf = await accessible([name, bytes]);
    const outside = structureElements(pdf).filter(({ type, parent }) => type === 'LI' && parent !== 'L');
    expect(outside).toEqual([]);
    const content = pdf.getPage(0).node.Contents();
    expect(Buffer.from(bytesOf(content as PDFRawStream)).toString()).toMatch(
      /\nEMC\s+\/Artifact BMC\s+0 540 m\n/,
    );
  });

  it.each([
    ['a heading that skips a level', `${heading(1)}${heading(3)}`, /level 3 on page 1 follows .* level 1/],
    ['a first heading below level 1', heading(2), /level 2 on page 1 is the first heading/],
  ])('is refused for %s', async (_what, body, detail) => {
    await expect(accessible(['a.fodt', fodt(body)])).rejects.toMatchObject({
      code: 'pdfua_not_possible',
      detail: expect.stringMatching(detail),
    });
  });

  it('is made again of its result', async () => {
    const { bytes } = await pdfOf(await optionDocuments.text(), { pdfua: true });
    expect((await pdfOf(['a.pdf', bytes], { pdfua: true })).raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  it('is refused for a picture without alternative text', async () => {
    await expect(accessible(await optionDocuments.picture())).rejects.toMatchObject({
      code: 'pdfua_not_possible',
      detail: expect.stringContaining('on page 1 has no alternative text'),
    });
  });

  it('refuses a later step that would break it', () => {
    const steps = [
      { type: 'convert', to: 'pdf', pdfua: true },
      { type: 'watermark', text: 'Draft' },
    ];
    expect(() => planSteps(['a.docx'], stepsSchema.parse(steps))).toThrow(
      expect.objectContaining({ code: 'breaks_pdfa' }),
    );
  });
});
