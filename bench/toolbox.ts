import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import fontkit from '@cantoo/fontkit';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { type Converter, createConverter } from '../shared/conversion/converter.ts';
import type { NamedFile } from '../shared/conversion/files.ts';
import { stepsSchema } from '../shared/conversion/steps/steps.ts';
import { withPdf } from '../shared/conversion/toolbox/pdf/libraries/pdfium.ts';
import { newQpdf } from '../shared/conversion/toolbox/pdf/libraries/qpdfModule.ts';
import { textOfPage } from '../shared/conversion/toolbox/pdf/text/textOfPage.ts';
import { type Benchmark, median, milliseconds, type Row } from './row.ts';

const count = 40;
const notoSans = readFile(
  createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
);
const pagesOfEach = 10;

/** A step, and its library alone for the same bytes. */
interface Compared {
  step: { type: string; [option: string]: unknown };
  files: readonly NamedFile[];
  library: string;
  alone(): Promise<unknown>;
}

/** The steps of the toolbox without HTTP, queue and storage. */
export async function toolbox(): Promise<Benchmark> {
  const files = await Promise.all(['a.pdf', 'b.pdf', 'c.pdf'].map(makePdf));
  const converter = createConverter({ engines: 0, browsers: 0, toolboxes: 1, log: () => undefined });
  try {
    await converter.warm();
    // The toolbox loads its libraries after two idle seconds.
    await sleep(10_000);
    const first = await timed(() => convert(converter, files, { type: 'merge' }));
    const rows: Row[] = [{ what: '`merge`, the first after the start', value: milliseconds(first) }];
    for (const each of await compared(files)) rows.push(await rowOf(converter, each));
    return {
      title: 'Toolbox',
      about: `PDFs of ${pagesOfEach} pages, ${count} times each, in a converter with one toolbox. The comparison is with the library alone in the process of the benchmark, which neither counts pages nor checks the document.`,
      rows,
    };
  } finally {
    await converter.close();
  }
}

async function compared(files: readonly NamedFile[]): Promise<Compared[]> {
  const one = files.slice(0, 1);
  const bytes = one[0]?.bytes ?? new Uint8Array();
  const locked = await qpdf(one, '--encrypt', 'secret', 'owner', '256', '--');
  const picture = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#567' } })
    .png()
    .toBuffer();
  const byQpdf = (step: Compared['step'], ...args: string[]) => ({
    step,
    files: one,
    library: 'qpdf',
    alone: () => qpdf(one, ...args),
  });
  const byPdfLib = (step: Compared['step']) => ({ step, files: one, library: 'pdf-lib', alone: rewrite });
  const rewrite = async () => (await PDFDocument.load(bytes, { updateMetadata: false })).save();
  return [
    {
      step: { type: 'merge' },
      files,
      library: 'qpdf',
      alone: () => qpdf(files, '--pages', ...files.flatMap(({ name }) => [`/${name}`, '1-z']), '--'),
    },
    byQpdf({ type: 'split', splitMode: 'pages', splitSpan: '2-4' }, '--pages', '.', '2-4', '--'),
    byQpdf({ type: 'rotate', angle: 90 }, '--rotate=+90'),
    byQpdf({ type: 'flatten' }, '--flatten-annotations=all'),
    byQpdf({ type: 'encrypt', userPassword: 'secret' }, '--encrypt', 'secret', 'owner', '256', '--'),
    {
      ...byQpdf({ type: 'decrypt', password: 'secret' }),
      files: [{ name: 'a.pdf', bytes: locked }],
      alone: () => qpdf([{ name: 'a.pdf', bytes: locked }], '--password=secret', '--decrypt'),
    },
    byQpdf(
      { type: 'compress', quality: 'lossless' },
      '--object-streams=generate',
      '--compress-streams=y',
      '--recompress-flate',
    ),
    byPdfLib({ type: 'metadata', metadata: { title: 'Report' } }),
    byPdfLib({ type: 'bookmarks', bookmarks: [{ title: 'End', page: pagesOfEach }] }),
    { ...byPdfLib({ type: 'watermark', text: 'Draft' }), alone: () => withText(bytes) },
    {
      step: { type: 'text' },
      files: one,
      library: 'PDFium',
      alone: () =>
        withPdf(bytes, (module, document) =>
          Array.from({ length: pagesOfEach }, (_, page) => textOfPage(module, document, page)),
        ),
    },
    {
      step: { type: 'convert', to: 'webp' },
      files: [{ name: 'a.png', bytes: picture }],
      library: 'sharp',
      alone: () => sharp(picture).webp().toBuffer(),
    },
  ];
}

async function rowOf(converter: Converter, { step, files, library, alone }: Compared): Promise<Row> {
  const [inStep, inLibrary] = [[] as number[], [] as number[]];
  // In turns, so that other load on the machine affects both alike.
  for (let run = 0; run < count; run++) {
    inLibrary.push(await timed(alone));
    inStep.push(await timed(() => convert(converter, files, step)));
  }
  const [whole, bare] = [median(inStep), median(inLibrary)];
  return {
    what: `\`${step.type}\``,
    value: milliseconds(whole),
    comparison: `${milliseconds(bare)} by ${library} alone, ${milliseconds(Math.max(0, whole - bare))} more`,
  };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

function convert(converter: Converter, files: readonly NamedFile[], step: object): Promise<unknown> {
  const steps = stepsSchema.parse([step]);
  return converter.convert({ files: [...files], steps, signal: AbortSignal.timeout(120_000) });
}

/** One run of qpdf. @param args after the first file and before the result */
async function qpdf(files: readonly NamedFile[], ...args: string[]): Promise<Uint8Array> {
  const module = await newQpdf(() => undefined);
  for (const { name, bytes } of files) module.FS.writeFile(`/${name}`, bytes);
  module.callMain([`/${files[0]?.name}`, ...args, '/out.pdf']);
  return module.FS.readFile('/out.pdf');
}

/** Draws a text in a font that is embedded, as a watermark is. */
async function withText(bytes: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  document.registerFontkit(fontkit);
  const font = await document.embedFont(await notoSans, { subset: true });
  for (const page of document.getPages()) page.drawText('Draft', { font });
  return document.save();
}

async function makePdf(name: string): Promise<NamedFile> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const text = Array.from({ length: 40 }, (_, line) => `Line ${line + 1} of a page with some words.`).join(
    '\n',
  );
  for (let page = 0; page < pagesOfEach; page++)
    document.addPage().drawText(text, { x: 50, y: 780, size: 11, font, lineHeight: 16 });
  return { name, bytes: await document.save() };
}
