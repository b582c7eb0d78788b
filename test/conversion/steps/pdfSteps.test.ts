import { inspect } from 'node:util';
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../shared/conversion/files.ts';
import type { Bookmark } from '../../../shared/conversion/steps/options/bookmark.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { withPdf } from '../../../shared/conversion/toolbox/pdf/libraries/pdfium.ts';
import { setOutline } from '../../../shared/conversion/toolbox/pdf/outline/setOutline.ts';
import { damagedPicturePdf, jpegPdf, loopingOutline, pdfOf, photoPdf } from '../pdfs.ts';
import { meanDifference, photograph, pixelsOf, tiff } from '../pictures.ts';
import { jobsOn } from '../toolbox.ts';

const { convert, run, one, json } = jobsOn();

const five = await pdfOf(['One', 'Two', 'Three', 'Four', 'Five'], { name: 'five.pdf' });
const two = await pdfOf(['A', 'B'], { name: 'two.pdf' });
const textOf = async (file: NamedFile) =>
  Buffer.from((await one(file, { type: 'text', separator: '|' })).bytes).toString();
const textsOf = async (files: NamedFile[]) => Promise.all(files.map(textOf));

describe('merge', () => {
  it('merges files in their order', async () => {
    const { files, usage } = await convert([five, two], { type: 'merge' });
    expect(await textsOf(files)).toEqual(['One|Two|Three|Four|Five|A|B']);
    expect(usage).toMatchObject({ documents: 2, pages: 7 });
  });

  it('puts the files that `order` names first', async () => {
    const files = await run([five, two], { type: 'merge', order: ['two.pdf'] });
    expect(await textsOf(files)).toEqual(['A|B|One|Two|Three|Four|Five']);
  });

  it('recognises a file by its original name', async () => {
    const letter = { name: 'letter.tiff', bytes: await tiff() };
    const files = await run(
      [five, letter],
      { type: 'convert', to: 'pdf' },
      { type: 'merge', order: ['letter.tiff'] },
    );
    expect(await textsOf(files)).toEqual(['|One|Two|Three|Four|Five']);
  });

  it('refuses a name that matches no file', async () => {
    const merged = run([five, two], { type: 'merge', order: ['three.pdf'] });
    await expect(merged).rejects.toMatchObject({
      code: 'invalid_parameter',
      detail: expect.stringContaining('three.pdf'),
    });
  });

  it('keeps the bookmarks of all files and adjusts their page numbers', async () => {
    const bookmarks = [{ title: 'End', page: 5 }];
    const marked = await one(five, { type: 'bookmarks', bookmarks });
    const other = await one(two, { type: 'bookmarks', bookmarks: [{ title: 'B', page: 2 }] });
    const titled = await one(other, { type: 'metadata', metadata: { title: 'Zwei Seiten' } });
    const read = async (mode: unknown, other: NamedFile) => {
      const [file] = await run([other, marked], { type: 'merge', bookmarks: mode }, { type: 'bookmarks' });
      return JSON.parse(Buffer.from(file?.bytes ?? []).toString()).bookmarks;
    };
    expect(await read('keep', other)).toEqual([
      { title: 'B', page: 2 },
      { title: 'End', page: 7 },
    ]);
    expect(await read('files', other)).toEqual([
      { title: 'two', page: 1, children: [{ title: 'B', page: 2 }] },
      { title: 'five', page: 3, children: [{ title: 'End', page: 7 }] },
    ]);
    expect(await read('titles', titled)).toEqual([
      { title: 'Zwei Seiten', page: 1, children: [{ title: 'B', page: 2 }] },
      { title: 'five', page: 3, children: [{ title: 'End', page: 7 }] },
    ]);
    expect(await read('none', other)).toEqual([]);
    expect(await read({ 'two.docx': 'none', 'five.pdf': 'files' }, other)).toEqual([
      { title: 'five', page: 3, children: [{ title: 'End', page: 7 }] },
    ]);
    expect(await read({ 'two.pdf': 'titles' }, titled)).toEqual([
      { title: 'Zwei Seiten', page: 1, children: [{ title: 'B', page: 2 }] },
      { title: 'End', page: 7 },
    ]);
  });

  it('refuses bookmarks of a file that does not exist', async () => {
    const merge = { type: 'merge', bookmarks: { 'six.pdf': 'none' } };
    await expect(run([five], merge)).rejects.toMatchObject({ code: 'invalid_parameter' });
    const split = { type: 'split', splitMode: 'intervals', splitSpan: '2' };
    await expect(run([five], split, merge)).rejects.toMatchObject({
      code: 'invalid_parameter',
      detail: '`bookmarks` contains “six.pdf”, which is not the name of a file.',
    });
  });

  it.each([
    ['with different names', ['a.xml', 'b.xml', 'ä 日本.xml'], ['a.xml', 'b.xml', 'ä 日本.xml']],
    ['with the same name', ['a.xml', 'a.xml', 'a.xml'], ['a.xml', '2-a.xml', '3-a.xml']],
    [
      'with a name that another attachment would get',
      ['2-a.xml', 'a.xml', 'a.xml'],
      ['2-a.xml', 'a.xml', '3-a.xml'],
    ],
  ])('keeps the attachments of all files, %s', async (_what, names, expected) => {
    const attached = names.map(async (name, index) => {
      const document = await PDFDocument.create();
      document.addPage();
      await document.attach(Buffer.from(`of ${index}`), name, { description: `D${index}` });
      return { name: `${index}.pdf`, bytes: await document.save() };
    });
    const [file] = await run([...(await Promise.all(attached)), two], { type: 'merge' });
    const found = (await PDFDocument.load(file?.bytes ?? new Uint8Array())).getAttachments();
    const contents = found.map(({ name, data, description }) => [
      name,
      Buffer.from(data).toString(),
      description,
    ]);
    expect(contents.sort()).toEqual(expected.map((name, index) => [name, `of ${index}`, `D${index}`]).sort());
  });
});

describe('split', () => {
  it.each([
    [
      { splitMode: 'intervals', splitSpan: '2' },
      { 'five-1.pdf': 'One|Two', 'five-2.pdf': 'Three|Four', 'five-3.pdf': 'Five' },
    ],
    [{ splitMode: 'intervals', splitSpan: '9' }, { 'five.pdf': 'One|Two|Three|Four|Five' }],
    [
      { splitMode: 'pages', splitSpan: '4-9,1' },
      { 'five-1.pdf': 'Four|Five', 'five-2.pdf': 'One' },
    ],
    [{ splitMode: 'pages', splitSpan: '4-9,1,1', splitUnify: true }, { 'five.pdf': 'Four|Five|One' }],
    [{ splitMode: 'pages', splitSpan: 'r2-,-2', splitUnify: true }, { 'five.pdf': 'Four|Five|One|Two' }],
    [
      { splitMode: 'pages', splitSpan: '3-,7-,r1' },
      { 'five-1.pdf': 'Three|Four|Five', 'five-2.pdf': 'Five' },
    ],
  ])('%j', async (options, expected) => {
    const files = await run([five], { type: 'split', ...options });
    const texts = await textsOf(files);
    expect(Object.fromEntries(files.map(({ name }, index) => [name, texts[index]]))).toEqual(expected);
  });

  it('names parts by the pages of the whole, which later steps keep', async () => {
    const split = { type: 'split', splitMode: 'intervals', splitSpan: '2' };
    const steps = [
      { ...split, fileName: '{name} from {page}' },
      { type: 'text', fileName: '{n}. {name} ({page})' },
    ];
    const names = async (...given: object[]) => (await run([five], ...given)).map(({ name }) => name);
    expect(await names(...steps)).toEqual([
      '1. five from 1 (1).txt',
      '2. five from 3 (3).txt',
      '3. five from 5 (5).txt',
    ]);
    const images = { type: 'images', pages: '2,4', fileName: '{name}_{page}' };
    expect(await names(images)).toEqual(['five_2.png', 'five_4.png']);
    expect(await names({ type: 'convert', to: 'png', fileName: '{name}_{page}' })).toEqual(
      [1, 2, 3, 4, 5].map((page) => `five_${page}.png`),
    );
  });

  it('keeps the bookmarks of its own pages in each part', async () => {
    const bookmarks = [
      { title: 'Eins', page: 1, children: [{ title: 'Drei', page: 3 }] },
      { title: 'Zwei', page: 2 },
      { title: 'Fünf', page: 5 },
    ];
    const marked = await one(five, { type: 'bookmarks', bookmarks });
    const parts = await run([marked], { type: 'split', splitMode: 'pages', splitSpan: '1-2,4,5,2-3' });
    const outlines = parts.map(async (part) => (await json(part, { type: 'bookmarks' })).bookmarks);
    expect(await Promise.all(outlines)).toEqual([
      [
        { title: 'Eins', page: 1 },
        { title: 'Zwei', page: 2 },
      ],
      [],
      [{ title: 'Fünf', page: 1 }],
      [
        { title: 'Eins', page: 2, children: [{ title: 'Drei', page: 2 }] },
        { title: 'Zwei', page: 1 },
      ],
    ]);
    const entries = parts.map(async ({ bytes }) => {
      const objects = (await PDFDocument.load(bytes)).context.enumerateIndirectObjects();
      return objects.filter(([, each]) => each instanceof PDFDict && each.has(PDFName.of('Title'))).length;
    });
    expect(await Promise.all(entries)).toEqual([2, 0, 1, 3]);
  });

  it.each([
    { splitMode: 'intervals', splitSpan: '0' },
    { splitMode: 'intervals', splitSpan: '1-2' },
    { splitMode: 'intervals', splitSpan: '2', splitUnify: true },
    { splitMode: 'pages', splitSpan: '2-1' },
    { splitMode: 'pages', splitSpan: '7-9' },
  ])('refuses %j', async (options) => {
    await expect(run([five], { type: 'split', ...options })).rejects.toMatchObject({
      code: 'invalid_parameter',
    });
  });
});

describe('rotate', () => {
  const angles = async (file: NamedFile) =>
    (await PDFDocument.load(file.bytes)).getPages().map((page) => page.getRotation().angle % 360);

  it('rotates the named pages relative to their current rotation', async () => {
    const once = await one(five, { type: 'rotate', angle: 90, pages: '2-3' });
    expect(await angles(once)).toEqual([0, 90, 90, 0, 0]);
    expect(await angles(await one(once, { type: 'rotate', angle: 270 }))).toEqual([270, 0, 0, 270, 270]);
  });

  it('refuses pages that the document does not have', async () => {
    await expect(one(five, { type: 'rotate', angle: 90, pages: '8' })).rejects.toMatchObject({
      code: 'invalid_parameter',
      detail: expect.stringContaining('5 pages'),
    });
  });
});

describe('encrypt and decrypt', () => {
  const userPassword = 'Öffne dich';
  const ownerPassword = 'dich-oeffne';

  it.each(['text', 'rotate', 'images', 'flatten', 'metadata', 'compress', 'thumbnail'] as const)(
    'an encrypted file is refused by %s',
    async (type) => {
      const file = await one(five, { type: 'encrypt', userPassword });
      const options = { rotate: { angle: 90 } };
      const step = { type, ...options[type as 'rotate'] };
      await expect(one(file, step)).rejects.toMatchObject({ code: 'password_required', retryable: false });
    },
  );

  it('both passwords open the file', async () => {
    const file = await one(five, { type: 'encrypt', userPassword, ownerPassword });
    for (const password of [userPassword, ownerPassword])
      expect(await textOf(await one(file, { type: 'decrypt', password }))).toBe('One|Two|Three|Four|Five');
    await expect(one(file, { type: 'decrypt', password: 'other' })).rejects.toMatchObject({
      code: 'password_wrong',
    });
  });

  it('a wrong password does not appear in the error', async () => {
    const file = await one(five, { type: 'encrypt', userPassword });
    const failed = await one(file, { type: 'decrypt', password: 'hunter-2' }).catch(
      (error: unknown) => error,
    );
    expect(inspect(failed, { depth: 9 })).not.toMatch(/hunter-2|Öffne/);
  });

  it('a file without encryption is refused by decrypt', async () => {
    await expect(one(five, { type: 'decrypt', password: 'a' })).rejects.toMatchObject({
      code: 'password_not_needed',
    });
  });

  it('a file with only an owner password can be read, but not changed', async () => {
    const file = await one(five, { type: 'encrypt', ownerPassword, permissions: { modify: false } });
    expect(await textOf(file)).toBe('One|Two|Three|Four|Five');
    await expect(one(file, { type: 'rotate', angle: 90 })).rejects.toMatchObject({
      code: 'password_required',
      detail: expect.stringContaining('decrypt'),
    });
    const opened = await one(
      file,
      { type: 'decrypt', password: ownerPassword },
      { type: 'rotate', angle: 90 },
    );
    expect(await textOf(opened)).toBe('One|Two|Three|Four|Five');
  });

  it('the permissions of encrypt are set in the file', async () => {
    const permissions = {
      print: 'none',
      modify: false,
      copy: false,
      annotate: false,
      fillForms: false,
      assemble: false,
    };
    const may = async (file: NamedFile) =>
      withPdf(file.bytes, (module, document) => module.FPDF_GetDocUserPermissions(document) >>> 0);
    // ISO 32000-2, table 22: bits 3, 4, 5, 6, 9, 11 and 12; PDF 2.0 always allows 10.
    const bits = 0b1001_0011_1100;
    const restricted = await one(five, { type: 'encrypt', ownerPassword, permissions });
    const free = await one(five, { type: 'encrypt', ownerPassword });
    expect((await may(free)) & bits).toBe(bits);
    expect((await may(restricted)) & (bits | 0b100_0000_0000)).toBe(0);
  });

  it.each([{}, { userPassword: 'same', ownerPassword: 'same' }])('refuses %j', async (options) => {
    await expect(one(five, { type: 'encrypt', ...options })).rejects.toMatchObject({
      code: 'invalid_parameter',
    });
  });
});

describe('bookmarks', () => {
  const bookmarks = [
    {
      title: 'Kapitel 1 – 日本',
      page: 1,
      children: [{ title: 'a', page: 2, children: [{ title: 'b', page: 3 }] }],
    },
    { title: 'Kapitel 2', page: 5 },
  ];

  it('are read as they were written, and can be appended to others', async () => {
    const file = await one(five, { type: 'bookmarks', bookmarks });
    expect(await json(file, { type: 'bookmarks' })).toEqual({ bookmarks });
    const more = [{ title: 'Ende', page: 5 }];
    const appended = await one(file, { type: 'bookmarks', bookmarks: more, mode: 'append' });
    expect(await json(appended, { type: 'bookmarks' })).toEqual({ bookmarks: [...bookmarks, ...more] });
    const replaced = await one(appended, { type: 'bookmarks', bookmarks: more });
    expect(await json(replaced, { type: 'bookmarks' })).toEqual({ bookmarks: more });
  });

  it.each([9, 100_000])('are refused with %i levels', (levels) => {
    let nested: object[] = [];
    for (let level = 0; level < levels; level++) nested = [{ title: 'a', page: 1, children: nested }];
    const { error } = stepsSchema.safeParse([{ type: 'bookmarks', bookmarks: nested }]);
    expect(error?.issues).toMatchObject([{ path: [0, 'bookmarks'], message: 'must have at most 8 levels' }]);
  });

  it('are refused when they point past the last page', async () => {
    await expect(
      one(five, { type: 'bookmarks', bookmarks: [{ title: 'x', page: 6 }] }),
    ).rejects.toMatchObject({
      code: 'invalid_parameter',
    });
  });

  it('are kept by a merge at any usual depth, and refused at a depth that no document has', async () => {
    const nested = (levels: number): Bookmark => ({
      title: `Level ${levels}`,
      page: 1,
      ...(levels > 1 && { children: [nested(levels - 1)] }),
    });
    const deep = async (levels: number) => {
      const document = await PDFDocument.load(two.bytes);
      setOutline(document, [nested(levels)]);
      return { name: 'deep.pdf', bytes: await document.save() };
    };
    const merged = (levels: number) => deep(levels).then((file) => run([file, two], { type: 'merge' }));
    const [file] = await merged(50);
    expect(await json(file as NamedFile, { type: 'bookmarks' })).toEqual({ bookmarks: [nested(50)] });
    await expect(merged(101)).rejects.toMatchObject({ code: 'too_large_inside' });
  });

  it('are read once from an outline with a cycle', async () => {
    expect(await json({ name: 'loop.pdf', bytes: loopingOutline() }, { type: 'bookmarks' })).toEqual({
      bookmarks: [{ title: 'again', page: 1 }],
    });
  });
});

describe('attach', () => {
  const xml = { name: 'factur-x.xml', bytes: Buffer.from('<a>Ä</a>') };
  const given = {
    name: xml.name,
    description: 'Rechnung',
    mediaType: 'text/xml',
    relationship: 'Alternative',
  };
  const attachments = async (file: NamedFile | undefined) =>
    (await PDFDocument.load(file?.bytes ?? new Uint8Array())).getAttachments();

  it('embeds inputs with description, media type and relationship', async () => {
    const [file] = await run([five, xml], { type: 'attach', files: [given] });
    const [attached, ...others] = await attachments(file);
    expect(others).toEqual([]);
    expect(attached).toMatchObject({
      name: 'factur-x.xml',
      description: 'Rechnung',
      mimeType: 'text/xml',
      afRelationship: 'Alternative',
    });
    expect(Buffer.from(attached?.data ?? [])).toEqual(xml.bytes);
  });

  it('replaces an attachment of the same name', async () => {
    const [file] = await run([five, xml], { type: 'attach', files: [given] });
    const other = { ...xml, bytes: Buffer.from('<b/>') };
    const [again] = await run([file as NamedFile, other], { type: 'attach', files: [given] });
    expect((await attachments(again)).map(({ data }) => Buffer.from(data).toString())).toEqual(['<b/>']);
  });

  it('removes folders from a name', async () => {
    const name = '../../etc/passwd.txt';
    const [file] = await run([five, { name, bytes: Buffer.from('x') }], {
      type: 'attach',
      files: [{ name }],
    });
    expect((await attachments(file)).map((each) => each.name)).toEqual(['passwd.txt']);
  });

  it('refuses a name with several lines', async () => {
    const name = 'a\nb.txt';
    const file = { name, bytes: Buffer.from('x') };
    await expect(run([five, file], { type: 'attach', files: [{ name }] })).rejects.toThrow(
      'must be one line',
    );
  });
});

describe('compress', () => {
  it.each(['medium', 'lossless'])('with %s keeps a damaged picture as it is', async (quality) => {
    const file = await damagedPicturePdf();
    const smaller = await one(file, { type: 'compress', quality });
    expect((await pixelsOf(smaller)).width).toBe(200);
    const { context } = await PDFDocument.load(smaller.bytes);
    const streams = context.enumerateIndirectObjects().map(([, object]) => object);
    const pictures = streams.filter(
      (object) => object instanceof PDFRawStream && object.dict.has(PDFName.of('Width')),
    );
    expect(pictures.map((each) => (each as PDFRawStream).contents[0])).toEqual([0x55]);
  });

  it.each(['lossless', 'high', 'medium', 'low'] as const)(
    '%s does not enlarge a photograph',
    async (quality) => {
      const photo = await photoPdf();
      const smaller = await one(photo, { type: 'compress', quality });
      const share = smaller.bytes.byteLength / photo.bytes.byteLength;
      expect(share).toBeLessThanOrEqual(quality === 'lossless' ? 1 : 0.7);
      const [before, after] = await Promise.all([photo, smaller].map((file) => pixelsOf(file)));
      expect(meanDifference(before, after)).toBeLessThan(10);
    },
  );

  it('keeps the colours of a JPEG with an embedded profile', async () => {
    const bytes = await sharp(await photograph(800, 600))
      .linear([0.1, 0.1, 0.1], [190, 45, 35])
      .withIccProfile('p3')
      .jpeg({ quality: 98 })
      .toBuffer();
    const photo = await jpegPdf(bytes);
    const smaller = await one(photo, { type: 'compress' });
    expect(smaller.bytes.byteLength).toBeLessThan(photo.bytes.byteLength * 0.8);
    const [before, after] = await Promise.all([photo, smaller].map((file) => pixelsOf(file)));
    expect(meanDifference(before, after)).toBeLessThan(1);
  });

  it('keeps a JPEG with a Decode array unchanged', async () => {
    const photo = await jpegPdf(await photograph(800, 600), { ColorTransform: 0 });
    const smaller = await one(photo, { type: 'compress', quality: 'low' });
    const [before, after] = await Promise.all([photo, smaller].map((file) => pixelsOf(file)));
    expect(meanDifference(before, after)).toBe(0);
  });

  it('returns a file unchanged that it cannot reduce', async () => {
    const once = await one(five, { type: 'compress' });
    const twice = await one(once, { type: 'compress' });
    expect(twice.bytes.byteLength).toBeLessThanOrEqual(once.bytes.byteLength);
  });

  it('linearizes', async () => {
    const file = await one(five, { type: 'compress', linearize: true });
    expect(Buffer.from(file.bytes.subarray(0, 1024)).toString('latin1')).toContain('/Linearized');
    expect(await textOf(file)).toBe('One|Two|Three|Four|Five');
  });
});
