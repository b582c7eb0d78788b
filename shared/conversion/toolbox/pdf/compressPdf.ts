import { DocumentRefused } from '../../engines/engine.ts';
import type { CompressOptions } from '../../steps/compress.ts';
import type { Limited, Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { mustBeChangeable } from './libraries/pages.ts';
import { changePdf } from './libraries/pdfLib.ts';
import { qpdf } from './libraries/qpdf.ts';
import { type Shrinking, shrinkPictures } from './shrinkPictures.ts';

/** Resolution and quality of images. */
const presets: Readonly<Record<CompressOptions['quality'], Omit<Shrinking, 'pixels'> | undefined>> = {
  lossless: undefined,
  high: { dpi: 300, quality: 85 },
  medium: { dpi: 150, quality: 70 },
  low: { dpi: 96, quality: 50 },
};

/** Reduces images, streams and the cross-reference table. A PDF that would grow is returned unchanged. */
export const compressPdf: Operation<Limited<CompressOptions>> = async ({ files, options }) => {
  const { name, bytes } = singleFile({ files });
  const { quality, linearize, limits } = options;
  await mustBeChangeable(bytes);
  const preset = presets[quality];
  const shrunk = preset
    ? await changePdf(bytes, (document) => shrinkPictures(document, { ...preset, pixels: limits.pixels }))
    : bytes;
  const packed = await pack(shrunk, linearize);
  if (packed.byteLength < bytes.byteLength) return { files: [{ name, bytes: packed }] };
  // Rewriting by the library may have enlarged the file.
  const plain = preset ? await pack(bytes, linearize) : packed;
  const smaller = linearize || plain.byteLength < bytes.byteLength;
  return { files: [{ name, bytes: smaller ? plain : bytes }] };
};

async function pack(bytes: Uint8Array, linearize: boolean): Promise<Uint8Array> {
  const args = [
    '/in.pdf',
    `--object-streams=${declaresPdfA1(bytes) ? 'disable' : 'generate'}`,
    ...(linearize ? ['--linearize'] : []),
  ];
  const files = { 'in.pdf': bytes };
  return qpdf(files, [...args, '--compress-streams=y', '--recompress-flate']).catch((error: unknown) => {
    if (!(error instanceof DocumentRefused) || error.code !== 'corrupt_file') throw error;
    // qpdf gives up at a damaged stream. Streams that are copied stay as they are.
    return qpdf(files, args);
  });
}

/** PDF/A-1 does not allow object streams. Its XMP is uncompressed, so a search of the bytes finds it. */
function declaresPdfA1(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = buffer.indexOf('pdfaid:part');
  return at >= 0 && /^pdfaid:part(\s*=\s*["']|>)\s*1/.test(buffer.toString('latin1', at, at + 40));
}
