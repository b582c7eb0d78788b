import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { planSteps } from '../../../../../shared/conversion/steps/plan.ts';
import { stepsSchema } from '../../../../../shared/conversion/steps/steps.ts';
import { srgbProfile } from '../../../../../shared/conversion/toolbox/pdf/pdfa/srgbProfile.ts';
import { damagedPicturePdf, formPdf, photoPdf, turnedPdf } from '../../../pdfs.ts';
import { meanDifference, photograph, pixelsOf } from '../../../pictures.ts';
import { readPdf } from '../../../readPdf.ts';
import { jobsOn } from '../../../toolbox.ts';
import { embeddedPdf, notConvertible, notInPart1, repairable } from './offendingPdfs.ts';
import { faultsOf } from './pdfaRules.ts';

const { convert, one, run } = jobsOn();

const parts = [1, 2, 3] as const;
const to = (part: number) => ({ type: 'convert', to: 'pdf', pdfa: `PDF/A-${part}b` });
const refused = (detail: RegExp) =>
  expect.objectContaining({ code: 'pdfa_not_possible', detail: expect.stringMatching(detail) });

// Parts 2 and 3 differ only in attached files, and part 2 is tested below.
describe.each([1, 3] as const)('PDF/A-%ib of a PDF', (part) => {
  it.each(Object.entries(repairable))(
    'with %s follows the rules and keeps appearance and text',
    async (_, change) => {
      const file = await embeddedPdf(change);
      const made = await one(file, to(part));
      expect(await faultsOf(made.bytes, part)).toEqual([]);
      expect(await readPdf(made.bytes)).toEqual(await readPdf(file.bytes));
      expect(meanDifference(await pixelsOf(made), await pixelsOf(file))).toBe(0);
    },
  );

  it.each(Object.entries(notConvertible))('with %s is refused with a reason', async (_, [change, reason]) => {
    await expect(one(await embeddedPdf(change), to(part))).rejects.toEqual(refused(reason));
  });

  it.each(Object.entries(notInPart1))('with %s is refused by part 1 only', async (_, [change, reason]) => {
    const file = await embeddedPdf(change);
    if (part === 1) return expect(one(file, to(part))).rejects.toEqual(refused(reason));
    const made = await one(file, to(part));
    expect(await faultsOf(made.bytes, part)).toEqual([]);
    expect(meanDifference(await pixelsOf(made), await pixelsOf(file))).toBe(0);
  });

  it('that is encrypted needs decryption first', async () => {
    const encrypt = { type: 'encrypt', userPassword: 'a' };
    const file = await one(await embeddedPdf(), encrypt);
    await expect(one(file, to(part))).rejects.toMatchObject({ code: 'password_required' });
    const made = await one(file, { type: 'decrypt', password: 'a' }, to(part));
    expect(await faultsOf(made.bytes, part)).toEqual([]);
  });

  it('that was merged and has fully embedded fonts follows the rules', async () => {
    const files = [await embeddedPdf(() => undefined, false), { ...(await embeddedPdf()), name: 'b.pdf' }];
    const [made] = await run(files, { type: 'merge' }, to(part));
    expect(await faultsOf(made?.bytes ?? new Uint8Array(), part)).toEqual([]);
    expect((await readPdf(made?.bytes ?? new Uint8Array())).pages).toBe(2);
  });

  it('still follows the rules after a second conversion and after steps that keep PDF/A', async () => {
    const after = [
      to(part),
      { type: 'rotate', angle: 90 },
      { type: 'metadata', metadata: { title: 'New', creationDate: '2026-01-02T03:04:05+09:00' } },
      { type: 'bookmarks', bookmarks: [{ title: 'Start', page: 1 }] },
      { type: 'compress', quality: 'lossless', linearize: false },
    ];
    const made = await one(await embeddedPdf(), to(part), ...after);
    const header = part === 1 ? /^%PDF-1\.4/ : /^%PDF-1\.7/;
    expect(Buffer.from(made.bytes).toString('latin1', 0, 9)).toMatch(header);
    expect(await faultsOf(made.bytes, part)).toEqual([]);
  });

  it('that is damaged is refused', async () => {
    await expect(
      one({ name: 'a.pdf', bytes: Buffer.from('%PDF-1.7\nnothing') }, to(part)),
    ).rejects.toMatchObject({
      code: 'corrupt_file',
    });
  });
});

describe('features of some parts', () => {
  it('a PDF becomes PDF/A-2', async () => {
    expect(await faultsOf((await one(await embeddedPdf(), to(2))).bytes, 2)).toEqual([]);
  });

  it('attached files are only allowed in PDF/A-3, and get a relationship', async () => {
    const file = await embeddedPdf((document) => document.attach(Buffer.from('{}'), 'a.json', {}));
    for (const part of [1, 2]) await expect(one(file, to(part))).rejects.toEqual(refused(/PDF\/A-3/));
    const made = await one(file, to(3));
    expect(await faultsOf(made.bytes, 3)).toEqual([]);
    const { catalog } = await PDFDocument.load(made.bytes);
    expect(catalog.has(PDFName.of('AF'))).toBe(true);
  });

  it('layers get a name, and their order becomes complete', async () => {
    const made = await one(await embeddedPdf(notInPart1.layers?.[0]), to(2));
    const { catalog } = await PDFDocument.load(made.bytes);
    const properties = catalog.lookup(PDFName.of('OCProperties'))?.toString() ?? '';
    expect(properties).toMatch(/\/Name/);
    expect(/\/Order \[ (\d+ 0 R ){2}\]/.exec(properties)).not.toBeNull();
  });

  it('a picture with damaged data stays as it is, with a warning', async () => {
    const { files, warnings } = await convert([await damagedPicturePdf()], to(2));
    expect(await faultsOf(files[0]?.bytes ?? new Uint8Array(), 2)).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'picture_damaged' }]);
    expect((await convert([await photoPdf()], to(2))).warnings).toEqual([]);
  });

  it.each([
    ['form fields', formPdf],
    ['rotated pages', turnedPdf],
  ])('%s get an embedded font', async (_what, made) => {
    expect(await faultsOf((await one(await made(), to(2))).bytes, 2)).toEqual([]);
  });
});

describe('PDF/A of an image', () => {
  const red = (alpha: number, channels: 3 | 4 = 4) =>
    sharp({ create: { width: 30, height: 20, channels, background: { r: 255, g: 0, b: 0, alpha } } });

  it.each(parts)('follows the rules for PNG, JPEG in RGB and CMYK, WebP and TIFF (part %i)', async (part) => {
    const pictures = {
      'a.png': await red(1).png().toBuffer(),
      'a.jpeg': await photograph(60, 40),
      'cmyk.jpg': await red(1, 3).toColourspace('cmyk').jpeg().toBuffer(),
      'p3.jpg': await red(1, 3).withIccProfile('p3').jpeg().toBuffer(),
      'gray.png': await red(1, 3).grayscale().png().toBuffer(),
      'a.webp': await red(1).webp().toBuffer(),
      'a.tiff': await red(1, 3).tiff({ compression: 'deflate' }).toBuffer(),
    };
    for (const [name, bytes] of Object.entries(pictures)) {
      const made = await one({ name, bytes }, to(part));
      expect(await faultsOf(made.bytes, part), name).toEqual([]);
      const plain = await one({ name, bytes }, { type: 'convert', to: 'pdf' });
      expect(meanDifference(await pixelsOf(made), await pixelsOf(plain)), name).toBe(0);
    }
  });

  it('with transparency is only allowed in PDF/A-2 and 3', async () => {
    const file = { name: 'a.png', bytes: await red(0.5).png().toBuffer() };
    await expect(one(file, to(1))).rejects.toEqual(refused(/transparent.*PDF\/A-2b/));
    expect(await faultsOf((await one(file, to(2))).bytes, 2)).toEqual([]);
  });
});

it('the sRGB profile has the colours of sRGB', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  await writeFile(join(folder, 'ours.icc'), srgbProfile());
  const colours = Buffer.from(Array.from({ length: 3 * 256 }, (_, index) => (index * 37) % 256));
  const raw = { raw: { width: 256, height: 1, channels: 3 } } as const;
  // sRGB colours, encoded with our profile.
  const image = sharp(colours, raw).withIccProfile(join(folder, 'ours.icc'));
  const written = await sharp(await image.png().toBuffer(), { ignoreIcc: true })
    .raw()
    .toBuffer();
  await rm(folder, { recursive: true });
  for (const [index, value] of written.entries())
    expect(Math.abs(value - (colours[index] ?? 0))).toBeLessThanOrEqual(1);
});

describe('at submission', () => {
  const plan = (name: string, ...steps: object[]) => planSteps([name], stepsSchema.parse(steps));

  it.each(['a.html', 'a.md', 'a.svg', 'a.zip', 'a.png', 'a.tiff', 'a.pdf', 'a.docx'])(
    '%s can become PDF/A',
    (name) => {
      expect(plan(name, to(2)).after).toMatchObject([[{ format: 'pdf', many: false, pdfa: 'PDF/A-2b' }]]);
    },
  );

  it('the page of a URL can become PDF/A', () => {
    const steps = stepsSchema.parse([{ ...to(3), url: 'https://example.com/' }]);
    expect(planSteps([], steps).after).toMatchObject([[{ format: 'pdf', many: false, pdfa: 'PDF/A-3b' }]]);
  });

  it('a PDF to PDF conversion without pdfa and pdfua is refused', () => {
    const code = expect.objectContaining({
      code: 'unsupported_conversion',
      detail: expect.stringContaining('only with the option `pdfua` or `pdfa`'),
    });
    expect(() => plan('a.pdf', { type: 'convert', to: 'pdf' })).toThrow(code);
  });

  it('a picture cannot become PDF/UA', () => {
    expect(() => plan('a.png', { ...to(2), pdfua: true })).toThrow(
      expect.objectContaining({ code: 'invalid_parameter' }),
    );
  });

  it('a step that breaks PDF/A is refused after it and accepted before it', () => {
    const watermark = { type: 'watermark', text: 'x' };
    for (const name of ['a.html', 'a.png', 'a.pdf'])
      expect(() => plan(name, to(2), watermark)).toThrow(expect.objectContaining({ code: 'breaks_pdfa' }));
    expect(plan('a.pdf', watermark, to(2)).after.at(-1)).toMatchObject([{ pdfa: 'PDF/A-2b' }]);
  });

  it('a PDF among other files becomes PDF/A too', async () => {
    const files = [
      await embeddedPdf(),
      {
        name: 'b.png',
        bytes: await sharp({ create: { width: 9, height: 9, channels: 3, background: '#00f' } })
          .png()
          .toBuffer(),
      },
    ];
    for (const { bytes } of await run(files, to(2))) expect(await faultsOf(bytes, 2)).toEqual([]);
  });

  it('without an embedded font fails the job of all files with the reason', async () => {
    const symbol = await embeddedPdf(notConvertible['a font that is not embedded']?.[0]);
    await expect(run([await embeddedPdf(), { ...symbol, name: 'b.pdf' }], to(2))).rejects.toEqual(
      refused(/Symbol/),
    );
  });
});
