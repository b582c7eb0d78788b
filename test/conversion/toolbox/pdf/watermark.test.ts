import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../../shared/conversion/files.ts';
import { stepsSchema } from '../../../../shared/conversion/steps/steps.ts';
import { pdfOf, rawPdf, streamOf, turnedPdf } from '../../pdfs.ts';
import { inkIn, picture, pixelsOf } from '../../pictures.ts';
import { readPdf } from '../../readPdf.ts';
import { jobsOn } from '../../toolbox.ts';

const { convert, run, one } = jobsOn();

const blank = await pdfOf([' ', ' '], { name: 'blank.pdf', size: [400, 300] });
const stamped = (options: object, file: NamedFile = blank) =>
  one(file, { type: 'watermark', opacity: 1, ...options });

/** Which of the nine sections of a page have ink, from the upper left. */
async function ninths(file: NamedFile, index = 0): Promise<string> {
  const pixels = await pixelsOf(file, index);
  const rows = [0, 1, 2].map((y) =>
    [0, 1, 2].map((x) => (inkIn(pixels, x / 3, y / 3, (x + 1) / 3, (y + 1) / 3) > 0 ? '#' : '.')).join(''),
  );
  return rows.join(' ');
}

describe('a watermark', () => {
  it.each([
    ['topLeft', '#.. ... ...'],
    ['top', '.#. ... ...'],
    ['right', '... ..# ...'],
    ['center', '... .#. ...'],
    ['bottomRight', '... ... ..#'],
  ])('stands %s', async (position, expected) => {
    expect(await ninths(await stamped({ text: 'Hm', position, fontSize: 24 }))).toBe(expected);
  });

  it('is upright and positioned on rotated and cropped pages', async () => {
    const clean = await one(await turnedPdf(), {
      type: 'watermark',
      text: '■',
      position: 'topLeft',
      margin: 10,
      opacity: 1,
      fontSize: 30,
    });
    for (let page = 0; page < 5; page++) {
      const corner = inkIn(await pixelsOf(clean, page), 0, 0, 0.2, 0.25);
      expect(corner, `page ${page + 1}`).toBeGreaterThan(50);
    }
  });

  it('is on the selected pages', async () => {
    const file = await stamped({ text: 'x', pages: '2' });
    expect([await ninths(file, 0), await ninths(file, 1)]).toEqual(['... ... ...', '... .#. ...']);
  });

  it.each(['over', 'under'])('is only on the selected page, %s content that pages share', async (layer) => {
    const bytes = rawPdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 5 0 R/Resources 7 0 R>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 5 0 R/Resources 7 0 R>>',
      '[6 0 R]',
      streamOf('', Buffer.from('0 0 20 20 re f')),
      '<</Font<<>>/XObject<<>>/ExtGState<<>>>>',
    ]);
    const file = await stamped({ text: 'x', pages: '2', layer }, { name: 'shared.pdf', bytes });
    expect([await ninths(file, 0), await ninths(file, 1)]).toEqual(['... ... #..', '... .#. #..']);
  });

  it('is rotated', async () => {
    const options = { text: 'IIIIIIIIIIII', fontSize: 20 };
    expect(await ninths(await stamped(options))).toMatch(/^\.\.\. .#. \.\.\.$/);
    expect(await ninths(await stamped({ ...options, fontSize: 40, rotation: 90 }))).toBe('.#. .#. .#.');
  });

  it('covers the page with copies if it is tiled, with the margin between them', async () => {
    const tiled = { text: '■', position: 'tiled', fontSize: 30 };
    expect(await ninths(await stamped({ ...tiled, rotation: 30 }))).toBe('### ### ###');
    const ink = async (margin: number) =>
      inkIn(await pixelsOf(await stamped({ ...tiled, margin })), 0, 0, 1, 1);
    expect(await ink(0)).toBeGreaterThan((await ink(30)) * 2);
    await expect(stamped({ text: '.', position: 'tiled', fontSize: 4, margin: 0 })).rejects.toMatchObject({
      code: 'invalid_parameter',
      detail: expect.stringContaining('more than 2000 times'),
    });
  });

  it('has numbers that continue from file to file, on the selected pages', async () => {
    const numbered = { type: 'watermark', text: 'AB-{number}\n{page}/{pages}', pages: '2-' };
    const three = await pdfOf([' ', ' ', ' '], { name: 'three.pdf' });
    const texts = async (options: object) =>
      Promise.all(
        (await run([three, blank], { ...numbered, ...options })).map(async ({ bytes }) =>
          (await readPdf(bytes)).text.split(/\s+/).filter(Boolean),
        ),
      );
    expect(await texts({})).toEqual([
      ['AB-000001', '2/3', 'AB-000002', '3/3'],
      ['AB-000003', '2/2'],
    ]);
    expect(await texts({ number: { start: 99, digits: 2 } })).toEqual([
      ['AB-99', '2/3', 'AB-100', '3/3'],
      ['AB-101', '2/2'],
    ]);
  });

  it('has the day', async () => {
    const { text } = await readPdf(
      (await stamped({ text: '{date} {A-1} {', fontSize: 12, pages: '1' })).bytes,
    );
    expect(text.trim()).toMatch(/^\d{4}-\d\d-\d\d \{A-1\} \{$/);
  });

  it('is refused with an unknown placeholder, which it names', () => {
    const parsed = stepsSchema.safeParse([{ type: 'watermark', text: '{page} of {total}' }]);
    expect(parsed.error?.issues[0]?.message).toBe(
      'has the unknown placeholder {total}; known are {page}, {pages}, {date}, {number}',
    );
  });

  it('has the chosen font, and a warning of the characters that it lacks', async () => {
    const [regular, bold, serif] = await Promise.all(
      (['Noto Sans', 'Noto Sans Bold', 'Gelasio'] as const).map(async (font) =>
        inkIn(await pixelsOf(await stamped({ text: 'Stamp', font })), 0, 0, 1, 1),
      ),
    );
    expect(bold).toBeGreaterThan((regular ?? 0) * 1.2);
    expect(serif).not.toBe(regular);
    const given = { type: 'watermark', text: 'A草稿B草', font: 'Gelasio Italic' };
    const { files, warnings } = await convert([blank], given);
    expect((await readPdf(files[0]?.bytes ?? new Uint8Array())).text).toContain('A草稿B草');
    expect(warnings).toEqual([
      {
        code: 'font_replaced',
        detail: '“Gelasio Italic” lacks the characters 草 稿. They are drawn in another font.',
      },
    ]);
    expect((await convert([blank], { type: 'watermark', text: '草稿' })).warnings).toEqual([]);
  });

  it('has its colour and opacity', async () => {
    const colours = async (options: object) => {
      const { data } = await pixelsOf(
        await stamped({ text: '■', fontSize: 100, color: '#ff0000', ...options }),
      );
      const middle = (150 * 400 + 200) * 4;
      return [...data.slice(middle, middle + 3)];
    };
    expect(await colours({})).toEqual([255, 0, 0]);
    const [red, green, blue] = await colours({ opacity: 0.5 });
    expect([red, green, blue]).toEqual([255, expect.closeTo(128, -0.5), expect.closeTo(128, -0.5)]);
  });

  it('is under or over the content of the page', async () => {
    const black = await stamped({ text: '■', fontSize: 200 });
    const red = { text: '■', fontSize: 100, color: '#ff0000' };
    const middle = async (file: NamedFile) => {
      const at = (150 * 400 + 200) * 4;
      return [...(await pixelsOf(file)).data.slice(at, at + 3)];
    };
    expect(await middle(await stamped({ ...red, layer: 'under' }, black))).toEqual([0, 0, 0]);
    expect(await middle(await stamped({ ...red, layer: 'over' }, black))).toEqual([255, 0, 0]);
  });

  it.each(['png', 'jpeg', 'webp', 'tiff'])('can be an image: %s', async (format) => {
    const logo = await picture(format, 80, 40);
    const [file] = await run([blank, logo], { type: 'watermark', image: logo.name, position: 'bottomLeft' });
    expect(await ninths(file as NamedFile)).toMatch(/^\.\.\. \.\.\. #\.\.$/);
  });

  it('can be a page of another PDF', async () => {
    const stamp = await pdfOf(['STAMP'], { name: 'stamp.pdf', size: [200, 150] });
    const [file, ...others] = await run([blank, stamp], { type: 'watermark', pdf: 'stamp.pdf', width: 133 });
    expect(others).toEqual([]);
    expect(await ninths(file as NamedFile)).toBe('... .#. ...');
  });

  it.each([
    ['Japanese', '日本語', '日木語'],
    ['Chinese', '汉语', '漢語'],
    ['Korean', '한국어', '한국오'],
    ['Arabic', 'سلام', 'كلام'],
    ['Hebrew', 'שלום', 'שלוס'],
    ['Thai', 'สวัสดี', 'สวัสตี'],
    ['Hindi', 'नमस्ते', 'नमस्तो'],
    ['Greek and Cyrillic', 'Ωδή Щука', 'Ωδή Шука'],
  ])('in %s has glyphs, not boxes', async (_script, text, other) => {
    const [first, second] = await Promise.all(
      [text, other].map(async (each) => (await pixelsOf(await stamped({ text: each }))).data),
    );
    expect(Buffer.compare(Buffer.from(first ?? []), Buffer.from(second ?? []))).not.toBe(0);
  });

  it('joins Arabic letters', async () => {
    const width = async (text: string) => {
      const pixels = await pixelsOf(await stamped({ text, fontSize: 60 }));
      const columns = Array.from({ length: 400 }, (_, x) => inkIn(pixels, x / 400, 0, (x + 1) / 400, 1) > 0);
      return columns.filter(Boolean).length;
    };
    // Isolated, each of the three letters has its tail.
    expect(await width('ببب')).toBeLessThan((await width('ب')) * 2.5);
  });

  it('is refused with the character that no font has', async () => {
    await expect(stamped({ text: 'fine 🦄' })).rejects.toMatchObject({
      code: 'invalid_parameter',
      detail: expect.stringContaining('U+1F984'),
    });
  });

  it.each([
    {},
    { text: 'a', image: 'b.png' },
    { text: 'a', width: 5 },
    { image: 'b.png', color: '#000000' },
    { text: 'a', number: {} },
    { image: 'b.png', number: {} },
    { image: 'b.png', font: 'Gelasio' },
  ])('cannot be %j', async (options) => {
    const logo = { ...(await picture('png')), name: 'b.png' };
    await expect(run([blank, logo], { type: 'watermark', ...options })).rejects.toMatchObject({
      code: 'invalid_parameter',
    });
  });

  it('cannot be a missing input', async () => {
    await expect(stamped({ image: 'no.png' })).rejects.toMatchObject({ code: 'steps_do_not_fit' });
  });
});
