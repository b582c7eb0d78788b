import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { rawPdf, streamOf } from '../pdfs.ts';

const catalogue = '<</Type/Catalog/Pages 2 0 R>>';
const onePage = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
const page = (more: string, box = '0 0 300 200') => `<</Type/Page/Parent 2 0 R/MediaBox[${box}]${more}>>`;

/** A PDF of one page. @param contents its content stream */
const withContents = (contents: string | Uint8Array, resources = '') =>
  rawPdf([
    catalogue,
    onePage,
    page(`/Contents 4 0 R/Resources<<${resources}>>`),
    typeof contents === 'string' ? streamOf('', Buffer.from(contents)) : contents,
  ]);

/** A PDF of one page. @param box its MediaBox */
export const boxed = (box: string) => rawPdf([catalogue, onePage, page('', box)]);

/** A content stream that is compressed twice, so that a few kB decompress to gigabytes. */
export function bomb(bytes: number): Buffer {
  const megabyte = Buffer.alloc(2 ** 20, ' ');
  // The same compressed megabyte is repeated, so that the content is never in memory at once.
  const piece = deflateRawSync(megabyte, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const once = Buffer.concat([
    Buffer.from([0x78, 0xda]),
    ...Array.from({ length: Math.ceil(bytes / 2 ** 20) }, () => piece),
    Buffer.from([0x03, 0x00]),
  ]);
  return withContents(streamOf('/Filter[/FlateDecode/FlateDecode]', deflateSync(once, { level: 9 })));
}

/** A page tree that contains itself. */
export const loopingPages = () =>
  rawPdf([catalogue, '<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>', page('')]);

/** A form XObject that draws itself. */
export const loopingDrawing = () =>
  rawPdf([
    catalogue,
    onePage,
    page('/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>'),
    streamOf('', Buffer.from('/A Do')),
    streamOf(
      '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>',
      Buffer.from('/A Do /A Do'),
    ),
  ]);

/** Form XObjects that each draw the next one twice, so that a few kB mean 2 to the power of `levels` rectangles. */
export const nestedForms = (levels: number) =>
  rawPdf([
    catalogue,
    onePage,
    page('/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>'),
    streamOf('', Buffer.from('/A Do')),
    ...Array.from({ length: levels }, (_, level) =>
      level === levels - 1
        ? streamOf('/Type/XObject/Subtype/Form/BBox[0 0 9 9]', Buffer.from('0 0 1 1 re f'))
        : streamOf(
            `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A ${level + 6} 0 R>>>>`,
            Buffer.from('/A Do /A Do'),
          ),
    ),
  ]);

/** Nested arrays, deeper than any stack. */
export const deepLists = () =>
  rawPdf([catalogue, onePage, page(`/Deep ${'['.repeat(200_000)}${']'.repeat(200_000)}`)]);

/** A page tree with a wrong page count. */
export const lyingCount = (count: number) =>
  rawPdf([catalogue, `<</Type/Pages/Kids[3 0 R]/Count ${count}>>`, page('')]);

/** Text in a font of random bytes. */
export function brokenFont(seed: number): Buffer {
  let state = seed;
  const noise = Buffer.from(
    Array.from({ length: 4_000 }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state >> 16;
    }),
  );
  // A header that is accepted as a font's: the version, and tables at arbitrary positions.
  noise.writeUInt32BE(0x00010000, 0);
  noise.writeUInt16BE(9, 4);
  for (const [index, tag] of [
    'cmap',
    'glyf',
    'head',
    'hhea',
    'hmtx',
    'loca',
    'maxp',
    'fpgm',
    'prep',
  ].entries()) {
    noise.write(tag, 12 + index * 16, 'latin1');
    noise.writeUInt32BE(160 + index * 400, 12 + index * 16 + 8);
    noise.writeUInt32BE(400, 12 + index * 16 + 12);
  }
  return rawPdf([
    catalogue,
    onePage,
    page('/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>'),
    streamOf('', Buffer.from('BT /F 24 Tf 20 100 Td (The quick brown fox) Tj ET')),
    '<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 32/LastChar 126/FontDescriptor 6 0 R>>',
    '<</Type/FontDescriptor/FontName/X/Flags 32/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80/FontFile2 7 0 R>>',
    streamOf(`/Length1 ${noise.length}`, noise),
  ]);
}

/** A page with an image that declares more pixels than it contains. @param side its width and height */
export const hugePicture = (side: number) =>
  rawPdf([
    catalogue,
    onePage,
    page('/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>'),
    streamOf('', Buffer.from('300 0 0 200 0 0 cm /A Do')),
    streamOf(
      `/Type/XObject/Subtype/Image/Width ${side}/Height ${side}/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode`,
      deflateSync(Buffer.alloc(1_000)),
    ),
  ]);
