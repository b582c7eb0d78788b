import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../shared/conversion/files.ts';
import { checkInput } from '../../../shared/conversion/inputs/inputChecks.ts';
import { pdfOf, turnedPdf } from '../pdfs.ts';
import { inkIn, photograph, picture, pixelsOf } from '../pictures.ts';
import { jobsOn } from '../toolbox.ts';

const { convert, run, one } = jobsOn();

const formats = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const;
const facts = async ({ bytes }: Pick<NamedFile, 'bytes'>) => {
  const { format, width, height, exif } = await sharp(bytes).metadata();
  return { format: format === 'heif' ? 'avif' : format, width, height, exif: exif !== undefined };
};

describe.each(formats)('a %s', (format) => {
  it('is recognised by its content, also under the name of another format', async () => {
    const { bytes } = await picture(format);
    const name = format === 'png' ? 'a.jpg' : 'a.png';
    await checkInput({ name, bytes });
    const made = await one({ name, bytes }, { type: 'convert', to: 'webp' });
    expect(await facts(made)).toMatchObject({ format: 'webp', width: 40, height: 20 });
    await expect(checkInput({ name: 'a.pdf', bytes })).rejects.toMatchObject({ code: 'type_mismatch' });
  });

  it.each(formats)('becomes a %s', async (to) => {
    const made = await one(await picture(format), { type: 'convert', to, width: 20 });
    expect(made).toMatchObject({ name: `picture.${to}`, contentType: `image/${to}` });
    expect(await facts(made)).toMatchObject({ format: to, width: 20, height: 10 });
  });

  it('becomes a page of its size, in a PDF', async () => {
    const { files, usage } = await convert([await picture(format, 96, 48)], { type: 'convert', to: 'pdf' });
    const pdf = files[0] as NamedFile;
    expect(usage.pages).toBe(1);
    const { width, height } = (await PDFDocument.load(pdf.bytes)).getPage(0).getSize();
    // A JPEG states its density of 72 pixels per inch; the default for the others is 96.
    expect([width, height]).toEqual(format === 'jpeg' ? [96, 48] : [72, 36]);
    const pixels = await pixelsOf(pdf);
    // Red on the left; white or transparent on the right.
    expect([...pixels.data.slice(0, 3)].map((each) => Math.round(each / 32))).toEqual([8, 0, 0]);
    expect(inkIn(pixels, 0.6, 0, 1, 1)).toBe(0);
  });
});

describe('an image', () => {
  it('is rotated by its EXIF orientation, and loses its location', async () => {
    const exif = { IFD0: { Make: 'Camera', Artist: 'Somebody' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } };
    const bytes = await sharp((await picture('png', 40, 20)).bytes)
      .flatten({ background: '#ffffff' })
      .withExif(exif)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const photo = { name: 'photo.jpeg', bytes };
    const plain = await one(photo, { type: 'convert', to: 'webp' });
    expect(await facts(plain)).toMatchObject({ width: 20, height: 40, exif: false });
    const kept = await one(photo, { type: 'convert', to: 'jpeg', keepMetadata: true });
    expect(await facts(kept)).toMatchObject({ width: 20, height: 40, exif: true });
    const pdf = await one(photo, { type: 'convert', to: 'pdf' });
    expect(Buffer.from(pdf.bytes).toString('latin1')).not.toContain('Somebody');
    expect(inkIn(await pixelsOf(pdf), 0, 0.6, 1, 1)).toBe(0);
  });

  it.each([
    [{ width: 100 }, [100, 50]],
    [{ height: 10 }, [20, 10]],
    [{ width: 50, height: 50 }, [50, 25]],
    [{ width: 50, height: 50, fit: 'cover' }, [50, 50]],
    [{ width: 50, height: 50, fit: 'contain' }, [50, 50]],
    [{ width: 50, height: 10, fit: 'fill' }, [50, 10]],
    [{ width: 50, height: 50, fit: 'outside' }, [100, 50]],
    [{ width: 4_000 }, [200, 100]],
  ])('is resized: %j', async (options, [width, height]) => {
    const made = await one(await picture('png', 200, 100), { type: 'convert', to: 'png', ...options });
    expect(await facts(made)).toMatchObject({ width, height });
  });

  it('of lower quality is smaller', async () => {
    const file = {
      name: 'a.png',
      bytes: await sharp(await photograph(300, 200))
        .png()
        .toBuffer(),
    };
    const sizes = await Promise.all(
      [10, 90].map(
        async (quality) => (await one(file, { type: 'convert', to: 'jpeg', quality })).bytes.byteLength,
      ),
    );
    expect(sizes[0]).toBeLessThan((sizes[1] ?? 0) / 2);
  });

  it('is placed on a page of a given size, with margins', async () => {
    const options = {
      paperWidth: '100mm',
      paperHeight: '50mm',
      marginLeft: '50mm',
      marginRight: 0,
      marginTop: 0,
      marginBottom: 0,
    };
    const pdf = await one(await picture('jpeg'), { type: 'convert', to: 'pdf', ...options });
    const { width, height } = (await PDFDocument.load(pdf.bytes)).getPage(0).getSize();
    expect([Math.round(width), Math.round(height)]).toEqual([283, 142]);
    const pixels = await pixelsOf(pdf);
    expect(inkIn(pixels, 0, 0, 0.49, 1)).toBe(0);
    expect(inkIn(pixels, 0.5, 0, 0.75, 1)).toBeGreaterThan(1_000);
  });

  it.each([
    [false, [96, 48]],
    [true, [842, 595]],
  ])('becomes a page of its own size, or A4 with landscape: %s', async (landscape, expected) => {
    const pdf = await one(await picture('jpeg', 96, 48), { type: 'convert', to: 'pdf', landscape });
    const { width, height } = (await PDFDocument.load(pdf.bytes)).getPage(0).getSize();
    expect([Math.round(width), Math.round(height)]).toEqual(expected);
  });

  it('with several pages becomes a PDF with as many pages', async () => {
    const pages = await Promise.all(
      ['#ff0000', '#00ff00'].map((background) =>
        sharp({ create: { width: 10, height: 10, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const bytes = await sharp(pages, { join: { animated: true } })
      .tiff()
      .toBuffer();
    const { usage } = await convert([{ name: 'fax.tiff', bytes }], { type: 'convert', to: 'pdf' });
    expect(usage.pages).toBe(2);
  });

  it('can be merged with PDFs', async () => {
    const files = [await picture('png'), await pdfOf(['a', 'b']), await picture('jpeg')];
    const { files: results, usage } = await convert(files, { type: 'convert', to: 'pdf' }, { type: 'merge' });
    expect([results.length, usage.pages]).toEqual([1, 4]);
  });

  it('is refused with margins that leave no space', async () => {
    const step = { type: 'convert', to: 'pdf', paperWidth: 1, marginLeft: 1 };
    await expect(one(await picture('png'), step)).rejects.toMatchObject({ code: 'invalid_parameter' });
  });
});

describe('pages of a PDF', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('become images: %s', async (format) => {
    const files = await run([await turnedPdf()], { type: 'images', format, dpi: 144, pages: '2,4-9' });
    expect(files.map(({ name }) => name)).toEqual([
      `turned-2.${format}`,
      `turned-4.${format}`,
      `turned-5.${format}`,
    ]);
    expect(await Promise.all(files.map(facts))).toMatchObject([
      { format, width: 600, height: 800 },
      { format, width: 600, height: 800 },
      { format, width: 500, height: 400 },
    ]);
  });

  it('become images by convert too', async () => {
    const [file] = await run([await pdfOf(['a'])], { type: 'convert', to: 'jpeg', dpi: 72 });
    expect(file?.name).toBe('sample.jpeg');
    expect(await facts(file as NamedFile)).toMatchObject({ format: 'jpeg', width: 300, height: 200 });
  });

  it('become images on a background', async () => {
    const file = await pdfOf(['a']);
    const corner = async (background: string) => {
      const made = await one(file, { type: 'images', background });
      return [...(await sharp(made.bytes).ensureAlpha().raw().toBuffer()).subarray(0, 4)];
    };
    expect(await corner('#336699')).toEqual([0x33, 0x66, 0x99, 255]);
    expect((await corner('transparent'))[3]).toBe(0);
    await expect(
      one(file, { type: 'images', format: 'jpeg', background: 'transparent' }),
    ).rejects.toMatchObject({
      code: 'invalid_parameter',
    });
  });

  it('become text, page by page', async () => {
    const [text] = await run([await pdfOf(['Erste', 'Zweite'])], { type: 'convert', to: 'txt' });
    expect(text).toMatchObject({ name: 'sample.txt', contentType: 'text/plain' });
    expect(Buffer.from(text?.bytes ?? []).toString()).toBe('Erste\fZweite');
  });
});

describe('a thumbnail', () => {
  it.each([
    [{}, [256, 171]],
    [{ width: 60, height: 60, fit: 'cover' }, [60, 60]],
    [{ width: 60, height: 60, fit: 'contain', format: 'webp' }, [60, 60]],
  ])('of a page: %j', async (options, [width, height]) => {
    const made = await one(await pdfOf(['a', 'b']), { type: 'thumbnail', page: 2, ...options });
    expect(await facts(made)).toMatchObject({ width, height });
  });

  it.each(formats)('of a %s', async (format) => {
    const made = await one(await picture(format, 200, 100), {
      type: 'thumbnail',
      width: 50,
      height: 50,
      format: 'jpeg',
    });
    expect(made.name).toBe('picture.jpeg');
    expect(await facts(made)).toMatchObject({ format: 'jpeg', width: 50, height: 25 });
  });

  it('of a missing page is refused', async () => {
    await expect(one(await pdfOf(['a']), { type: 'thumbnail', page: 2 })).rejects.toMatchObject({
      code: 'invalid_parameter',
    });
  });
});
