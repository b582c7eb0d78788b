import { inflateSync } from 'node:zlib';
import { type PDFDict, PDFName, type PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import type { Check } from './check.ts';
import { checkColourSpace } from './colourSpaces.ts';
import { checkJpeg2000 } from './jpeg2000.ts';
import { notPossible } from './notPossible.ts';
import {
  bytesOf,
  entryOf,
  filtersOf,
  has,
  isTrue,
  maximumBytes,
  nameOf,
  numberOf,
  removeKeys,
  streamOf,
} from './objects.ts';

const intents = ['RelativeColorimetric', 'AbsoluteColorimetric', 'Perceptual', 'Saturation'];

/** @throws DocumentRefused `pdfa_not_possible` for an unknown rendering intent */
export function checkIntent(name: string | undefined): void {
  if (name !== undefined && !intents.includes(name)) throw notPossible('it has an unknown rendering intent');
}

/** Allowed filters of images (ISO 19005-2, 6.1.7.2). PDF/A-1 does not allow JPEG 2000, which is checked separately. */
const filters = ['FlateDecode', 'RunLengthDecode', 'CCITTFaxDecode', 'JBIG2Decode', 'DCTDecode', 'JPXDecode'];

/**
 * Checks and repairs an image (ISO 19005-1, 6.2.4; 19005-2, 6.2.8).
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkImage(image: PDFRawStream, resources: PDFDict | undefined, check: Check): void {
  if (check.seen.has(image)) return;
  check.seen.add(image);
  const { dict } = image;
  removeKeys(dict, 'Alternates', 'OPI', 'Metadata', 'Interpolate');
  checkIntent(nameOf(dict, 'Intent'));
  for (const filter of filtersOf(dict))
    if (!filters.includes(filter)) throw notPossible('an image uses a filter that PDF/A does not allow');
  check.damaged ||= isDamaged(image);
  const isMask = isTrue(dict, 'ImageMask');
  const space: PDFObject | undefined = entryOf(dict, 'ColorSpace');
  if (filtersOf(dict).includes('JPXDecode')) {
    if (check.part === 1) throw notPossible('it has a JPEG 2000 image, which PDF/A-1 does not allow');
    checkJpeg2000(image, space !== undefined, check);
    if ((numberOf(dict, 'SMaskInData') ?? 0) > 0) check.transparent ??= 'a transparent image';
  } else if (!isMask) {
    const bits = numberOf(dict, 'BitsPerComponent') ?? 0;
    if (![1, 2, 4, 8].includes(bits) && !(bits === 16 && check.part > 1))
      throw notPossible(`an image has ${bits} bits per colour`);
  }
  if (space !== undefined && !isMask) checkColourSpace(space, resources, check);
  const mask = entryOf(dict, 'Mask');
  if (mask instanceof PDFRawStream) checkImage(mask, resources, check);
  const opacity = streamOf(dict, 'SMask');
  if (!opacity) return;
  if (check.part === 1 && isOpaque(opacity)) removeKeys(dict, 'SMask');
  else {
    checkImage(opacity, resources, check);
    check.transparent ??= 'a transparent image';
  }
}

/** Whether compressed data cannot be decompressed. Other filters are not checked. */
function isDamaged({ dict, contents }: PDFRawStream): boolean {
  if (filtersOf(dict).join() !== 'FlateDecode') return false;
  try {
    inflateSync(contents, { maxOutputLength: maximumBytes });
    return false;
  } catch (error) {
    return (error as { code?: string }).code !== 'ERR_BUFFER_TOO_LARGE';
  }
}

/** Whether a mask is fully opaque and can be removed. */
function isOpaque({ dict, contents }: PDFRawStream): boolean {
  const plain = filtersOf(dict).join() === 'FlateDecode' && !dict.has(PDFName.of('DecodeParms'));
  if (!plain || has(dict, 'Decode') || numberOf(dict, 'BitsPerComponent') !== 8) return false;
  const bytes = bytesOf(PDFRawStream.of(dict, contents));
  return bytes.every((each) => each === 255);
}
