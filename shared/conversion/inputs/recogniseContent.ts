import { ConveyorError } from '../../errors.ts';
import type { InputLimits } from '../limits.ts';
import { ole2Streams } from './ole2Streams.ts';
import { partChecks } from './partChecks.ts';
import { utf16Of } from './textEncoding.ts';
import { xlsNeedsPassword } from './xlsEncryption.ts';
import { selectedParts, zipContents } from './zipContents.ts';

/** The type of a file by its content, independent of its name. */
export interface Recognised {
  container: 'zip' | 'ole2' | 'text' | 'pdf' | 'image' | 'other';
  /**
   * Content types of a package's main parts, stream names of an OLE2 file in lower case, possible media types of an image, or
   * kinds of text.
   */
  parts: string[];
  encrypted: boolean;
}

/** The containers by their first bytes in hexadecimal; all other files are text or unknown. */
const signatures: {
  starts: string;
  recognise: (bytes: Uint8Array, limits: InputLimits | undefined) => Promise<Recognised>;
}[] = [
  { starts: '504b0304', recognise: recognisePackage },
  { starts: 'd0cf11e0a1b11ae1', recognise: recogniseOle2 },
  // RTF can contain binary pictures, so it need not look like text.
  { starts: '7b5c727466', recognise: async () => ({ container: 'text', parts: ['rtf'], encrypted: false }) },
  { starts: '255044462d', recognise: async () => ({ container: 'pdf', parts: [], encrypted: false }) },
];

/** Images by their first twelve bytes in hexadecimal. */
const images: Readonly<Record<string, RegExp>> = {
  'image/png': /^89504e470d0a1a0a/,
  'image/jpeg': /^ffd8ff/,
  'image/gif': /^47494638(37|39)61/,
  'image/webp': /^52494646.{8}57454250/,
  'image/bmp': /^424d.{8}0000/,
  'image/tiff': /^(49492a00|4d4d002a|49492b00|4d4d002b)/,
  'image/avif': /^.{8}66747970(61766966|61766973|6d696631|6d736631)/,
};

/**
 * Recognises the type of a file by its content.
 * @param limits of its parts, which are checked; undefined for a file that has passed the input checks
 * @throws ConveyorError `zip_limits`, `too_many_rows`, `corrupt_file`
 */
export async function recogniseContent(
  bytes: Uint8Array,
  limits: InputLimits | undefined,
): Promise<Recognised> {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('hex');
  const signature = signatures.find(({ starts }) => head.startsWith(starts));
  if (signature) return signature.recognise(bytes, limits);
  const image = Object.entries(images).filter(([, pattern]) => pattern.test(head));
  if (image.length > 0) return { container: 'image', parts: image.map(([mime]) => mime), encrypted: false };
  return recogniseText(bytes);
}

async function recognisePackage(bytes: Uint8Array, limits: InputLimits | undefined): Promise<Recognised> {
  if (!limits)
    return packageOf((await selectedParts(bytes, (name) => typeParts.test(name), typePartBytes)).parts);
  const check = partChecks(limits.rows);
  const nonEmpty = new Set<string>();
  const checkOf = (name: string) => {
    const checkPart = check(name);
    return (chunk: Buffer) => {
      if (chunk.length > 0) nonEmpty.add(name);
      checkPart?.(chunk);
    };
  };
  const contents = await zipContents(bytes, limits.zip, (name) => typeParts.test(name), undefined, checkOf);
  const found = packageOf(contents);
  // LibreOffice reads a package without content as an empty document.
  if (
    found.parts[0]?.startsWith('application/vnd.oasis.opendocument.') &&
    !found.encrypted &&
    !nonEmpty.has('content.xml')
  )
    throw new ConveyorError('corrupt_file');
  return found;
}

/** Bytes that are read of each of these parts. */
const typePartBytes = 1024 ** 2;

/** The parts of a package that tell its type. */
const typeParts = /^(\[Content_Types\]\.xml|mimetype|META-INF\/manifest\.xml)$/;

function packageOf(contents: ReadonlyMap<string, Buffer>): Recognised {
  const text = (name: string) => contents.get(name)?.toString('utf8') ?? '';
  const ooxml = [...text('[Content_Types].xml').matchAll(/ContentType\s*=\s*["']([^"']+\.main\+xml)["']/g)];
  const openDocument = text('mimetype').trim();
  const encrypted = /<(\w+:)?encryption-data[\s/>]/.test(text('META-INF/manifest.xml'));
  const parts = openDocument ? [openDocument] : ooxml.map(([, type]) => type ?? '');
  return { container: 'zip', parts, encrypted };
}

async function recogniseOle2(bytes: Uint8Array): Promise<Recognised> {
  const streams = ole2Streams(bytes);
  const encrypted = encryptions.some(({ stream, matches }) => {
    const head = streams.get(stream)?.head();
    return head !== undefined && matches(head);
  });
  return { container: 'ole2', parts: [...streams.keys()], encrypted };
}

/**
 * Marks of encrypted files: OOXML in an OLE2 container; the flag fEncrypted of a DOC ([MS-DOC] 2.5.2); the token of a PPT
 * ([MS-PPT] 2.3.2); the record FilePass of an XLS.
 */
const encryptions: { stream: Lowercase<string>; matches: (head: Buffer) => boolean }[] = [
  { stream: 'encryptedpackage', matches: () => true },
  { stream: 'worddocument', matches: docNeedsPassword },
  { stream: 'workbook', matches: xlsNeedsPassword },
  { stream: 'book', matches: xlsNeedsPassword },
  { stream: 'current user', matches: (head) => head.length > 15 && head.readUInt32LE(12) === 0xf3d1c4df },
];

function docNeedsPassword(head: Buffer): boolean {
  return head.length > 11 && head.readUInt16LE(0) === 0xa5ec && (head.readUInt8(11) & 1) === 1;
}

/** In any encoding but UTF-16, text has no zero bytes and hardly any control characters. */
function recogniseText(bytes: Uint8Array): Recognised {
  const sample = bytes.subarray(0, 64 * 1024);
  const head = new TextDecoder(utf16Of(bytes) ?? 'latin1').decode(sample);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what distinguishes binary data
  const controls = head.match(/[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0;
  const isText = head !== '' && !head.includes('\0') && controls <= sample.length / 100;
  if (!isText) return { container: 'other', parts: [], encrypted: false };
  const parts = [
    'plain',
    ...kindsOfText.flatMap(([kind, pattern, not]) => (pattern.test(head) && !not?.test(head) ? [kind] : [])),
  ];
  return { container: 'text', parts, encrypted: false };
}

/**
 * The first element of an HTML page, also of one that starts in its body, as programs write tables for Excel. The pattern of a
 * comment matches exactly one: with one that could match several, the time would double with each comment.
 */
const htmlStart =
  /^\s*(?:<\?xml[^>]*>\s*|<!--[^-]*(?:-(?!->)[^-]*)*-->\s*)*<(?:!doctype html|html|head|body|meta|style|title|table|div|center|h[1-6]|p)[\s>]/i;

/** Formats that are also text. Flat OpenDocument declares its type. XML must not declare entities. */
const kindsOfText: [kind: string, pattern: RegExp, not?: RegExp][] = [
  ['html', htmlStart],
  [
    'spreadsheetXml',
    /<(\w+:)?Workbook\s[^<>]*urn:schemas-microsoft-com:office:spreadsheet/,
    /<!(DOCTYPE|ENTITY)/i,
  ],
  ['notXml', /^(?!(?:\ufeff|\xef\xbb\xbf)?\s*<\?xml\s)/],
  ['tabs', /^[^<\n]*\t/],
  ['svg', /<(\w+:)?svg[\s>]/],
  [
    'flatOpenDocument',
    /<(\w+:)?document\s[^<>]*:mimetype\s*=\s*["']application\/vnd\.oasis\.opendocument\.text["']/,
    /<!(DOCTYPE|ENTITY)/i,
  ],
];
