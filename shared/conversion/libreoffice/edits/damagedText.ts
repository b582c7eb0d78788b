import { isDamagedPng, isPng, pngSignature, type Sound } from './damagedPng.ts';

/** How a text contains the bytes of a picture. */
interface Notation {
  /** The characters that a PNG starts with. */
  start: string;
  /** What a start is overwritten with. */
  blank: string;
  /** Matches the characters of a picture. Sticky: a search from each start would take quadratic time. */
  picture: RegExp;
  bytesOf(picture: string): Buffer;
}

const hex = {
  blank: '0',
  picture: /[\da-f\s]*/iy,
  bytesOf: (picture: string) => Buffer.from(picture.replace(/\s+/g, ''), 'hex'),
};
const notations: readonly Notation[] = [
  // Flat OpenDocument, and the addresses `data:` of HTML.
  {
    start: 'iVBORw0KGg',
    blank: 'A',
    picture: /[A-Za-z\d+/=\s]*/y,
    bytesOf: (picture) => Buffer.from(picture, 'base64'),
  },
  // RTF.
  { start: '89504e470d0a1a0a', ...hex },
  { start: '89504E470D0A1A0A', ...hex },
];

/** Removes damaged pictures from a flat OpenDocument, HTML or RTF: without its signature, LibreOffice does not read a picture. */
export function withoutDamagedText(bytes: Uint8Array): Sound {
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let file: Buffer | undefined;
  let removed = 0;
  for (const { at, length, blank, png } of picturesIn(given)) {
    if (!isDamagedPng(png)) continue;
    file ??= Buffer.from(bytes);
    file.fill(blank, at, at + length);
    removed++;
  }
  return { bytes: file ?? bytes, removed };
}

/** A picture, and the start of it that is overwritten if it is damaged. */
interface Written {
  at: number;
  length: number;
  blank: string;
  png: Buffer;
}

function* picturesIn(file: Buffer): Generator<Written> {
  for (const each of notations) yield* writtenPictures(file, each);
  yield* binaryPictures(file);
}

function* writtenPictures(file: Buffer, { start, blank, picture, bytesOf }: Notation): Generator<Written> {
  let at = file.indexOf(start);
  if (at < 0) return;
  const text = file.toString('latin1');
  while (at >= 0) {
    picture.lastIndex = at;
    const [written = start] = picture.exec(text) ?? [];
    yield { at, length: start.length, blank, png: bytesOf(written) };
    at = text.indexOf(start, at + written.length);
  }
}

/** A control word that is followed by bytes, and their number (RTF 1.9.1, “Pictures”). */
const binary = '\\bin';

/** The pictures that an RTF contains as bytes. */
function* binaryPictures(file: Buffer): Generator<Written> {
  for (let at = file.indexOf(binary); at >= 0; ) {
    const [word = '', count = '0'] = /^\\bin(\d{1,9}) ?/.exec(file.toString('latin1', at, at + 16)) ?? [];
    const start = at + (word.length || binary.length);
    const png = file.subarray(start, start + Number(count));
    if (isPng(png)) yield { at: start, length: pngSignature.length, blank: '\0', png };
    at = file.indexOf(binary, start + png.length);
  }
}
