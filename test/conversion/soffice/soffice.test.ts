import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverter } from '../../../shared/conversion/converter.ts';
import type { FormatName } from '../../../shared/conversion/formats/formats.ts';
import { formats } from '../../../shared/conversion/formats/formatTable.ts';
import { sofficeArguments } from '../../../shared/conversion/soffice/sofficeArguments.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { environmentOf, isAlive } from '../../harness/processes.ts';
import { installedSoffice } from '../libreoffice/installedSoffice.ts';
import { converts } from '../libreoffice/officeEngines.ts';
import { officeFormats, officeSample, wordsOf } from '../libreoffice/officeSamples.ts';
import { optionDocuments } from '../libreoffice/optionDocuments.ts';
import { frame, odt } from '../linkedDocuments.ts';
import { renderPage } from '../pixels.ts';
import { readPdf } from '../readPdf.ts';
import { never, until } from '../sample.ts';

describe('the command line of a native LibreOffice', () => {
  const paths = { input: '/w/a', output: '/w/out' };
  const target = (extension: string, to: string, options = {}) => {
    const args = sofficeArguments('/w/profile', paths, extension, to, options);
    return args.slice(args.indexOf('--convert-to') + 1)[0];
  };

  it.each([
    ['docx', 'pdf', 'pdf:writer_pdf_Export:{'],
    ['csv', 'pdf', 'pdf:calc_pdf_Export:{'],
    ['fods', 'pdf', 'pdf:calc_pdf_Export:{'],
    ['odp', 'pdf', 'pdf:impress_pdf_Export:{'],
    ['docx', 'txt', 'txt:Text (encoded):UTF8'],
    ['docx', 'odt', 'odt'],
  ])('contains the filter of %s → %s', (extension, to, expected) => {
    expect(target(extension, to)?.slice(0, expected.length)).toBe(expected);
  });
});

// If none is installed, `npm test` reports it.
const suite = installedSoffice ? describe : describe.skip;

suite('a native LibreOffice', () => {
  let folder = '';
  let converter: ReturnType<typeof createConverter>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conveyor-soffice-'));
    converter = createConverter({
      engines: 1,
      browsers: 0,
      soffice: installedSoffice,
      workDirectory: folder,
      log: () => undefined,
    });
    await converter.warm();
  });
  afterAll(async () => {
    await converter.close();
    await rm(folder, { recursive: true });
  });

  async function convert(name: string, bytes: Uint8Array, options: object, signal = never) {
    const steps = stepsSchema.parse([{ type: 'convert', ...options }]);
    return (await converter.convert({ files: [{ name, bytes }], steps, signal })).files;
  }
  const jobsOf = (engineKind: string) =>
    converter.engines().reduce((sum, { kind, jobs }) => sum + (kind === engineKind ? jobs : 0), 0);
  const textOf = async (files: { bytes: Uint8Array }[]) => readPdf(files[0]?.bytes ?? new Uint8Array());

  it.each(officeFormats.filter((format) => converts(installedSoffice, `a.${format}`)))(
    'converts %s to PDF',
    async (format) => {
      const { name, bytes } = await officeSample(format);
      const { text } = await textOf(await convert(name, bytes, { to: 'pdf' }));
      for (const word of wordsOf[formats[format].family] ?? []) expect(text).toContain(word);
    },
  );

  it.each([
    ['docx', 'odt'],
    ['odt', 'docx'],
    ['docx', 'html'],
    ['xlsx', 'csv'],
    ['csv', 'xlsx'],
    ['doc', 'txt'],
  ] as [FormatName, FormatName][])('converts %s to %s', async (from, to) => {
    const { name, bytes } = await officeSample(from);
    const [made] = await convert(name, bytes, { to });
    expect(made?.name).toBe(name.replace(/\w+$/, to));
    expect(made?.bytes.byteLength).toBeGreaterThan(50);
  });

  it('keeps hyperlinks and pictures', async () => {
    const colour = '#00aa55';
    const pixels = { width: 60, height: 60, channels: 3, background: colour } as const;
    const bytes = await odt(
      `${frame('<draw:image xlink:href="Pictures/a.png" xlink:type="simple"/>')}<text:p><text:a xlink:type="simple" xlink:href="https://example.com/there">Here</text:a></text:p>`,
      { 'Pictures/a.png': await sharp({ create: pixels }).png().toBuffer() },
    );
    const before = jobsOf('soffice');
    const [made] = await convert('a.odt', bytes, { to: 'pdf' });
    expect(jobsOf('soffice')).toBe(before + 1);
    expect(Buffer.from(made?.bytes ?? []).includes('https://example.com/there')).toBe(true);
    expect((await renderPage(made?.bytes ?? new Uint8Array())).at(80, 80)).toBe(colour);
  });

  it.each(officeFormats)('gets a %s only if it is self-contained', async (format) => {
    const { name, bytes } = await officeSample(format);
    const never = ['doc', 'rtf', 'xls', 'ppt'].includes(format);
    if (!never && !converts(installedSoffice, name)) return;
    const before = jobsOf('soffice');
    await convert(name, bytes, { to: 'pdf' });
    expect(jobsOf('soffice') - before).toBe(never ? 0 : 1);
    if (never) expect(jobsOf('libreoffice')).toBeGreaterThan(0);
  });

  it('accepts the same options', async () => {
    const [name, bytes] = await optionDocuments.rows();
    expect((await textOf(await convert(name, bytes, { to: 'pdf', singlePageSheets: true }))).pages).toBe(1);
    expect((await textOf(await convert(name, bytes, { to: 'pdf', nativePageRanges: '2' }))).pages).toBe(1);
    const [archived] = await convert(name, bytes, { to: 'pdf', pdfa: 'PDF/A-2b', landscape: true });
    const raw = Buffer.from(archived?.bytes ?? []).toString('latin1');
    expect(raw).toContain('<pdfaid:part>2<');
    const { width, height } = await renderPage(archived?.bytes ?? new Uint8Array());
    expect(width).toBeGreaterThan(height);
  });

  it('refuses damaged documents, and pages that do not exist', async () => {
    const { name, bytes } = await officeSample('odt');
    const damaged = Buffer.from(bytes).fill(0, 200, bytes.byteLength - 2000);
    await expect(convert(name, damaged, { to: 'pdf' })).rejects.toMatchObject({ code: 'corrupt_file' });
    const letter = await officeSample('docx');
    await expect(
      convert(letter.name, letter.bytes, { to: 'pdf', nativePageRanges: '7' }),
    ).rejects.toMatchObject({ code: 'invalid_parameter' });
  });

  it('leaves no process and no file when a job is cancelled', async () => {
    const { name, bytes } = await officeSample('docx');
    const abort = new AbortController();
    const converted = convert(name, bytes, { to: 'pdf' }, abort.signal);
    const engine = () => converter.engines().find(({ kind }) => kind === 'soffice');
    await until(() => engine()?.state === 'busy' && engine()?.pid !== undefined);
    const pid = engine()?.pid ?? 0;
    const environment = environmentOf(pid);
    expect(environment.map((each) => each.split('=')[0]).sort()).toEqual(
      expect.arrayContaining(['FONTCONFIG_FILE', 'HOME', 'TMPDIR']),
    );
    expect(environment.join()).not.toMatch(/CONVEYOR|IDENTITY|VITEST/);
    abort.abort(new Error('enough'));
    await expect(converted).rejects.toThrow('enough');
    await until(() => !isAlive(pid) && documentsBelow(folder).length === 0);
    expect((await textOf(await convert(name, bytes, { to: 'pdf' }))).text).toContain('Harbour Books');
  });
});

/** Only the folders of documents, because their content is being deleted at the same time. */
const documentsBelow = (folder: string): string[] => globSync('*/*/document-*', { cwd: folder });
