import { isAscii, isUtf8 } from 'node:buffer';

/**
 * Decodes text without a declared encoding.
 * @param encoding overrides the detection; a name that `knownEncoding` accepts
 */
export async function decodeText(bytes: Uint8Array, encoding?: string | undefined): Promise<string> {
  const name = encoding === undefined ? undefined : knownEncoding(encoding);
  return new TextDecoder(name ?? (await encodingOf(bytes))).decode(bytes);
}

/** Names that the Encoding Standard does not list: Windows code pages. */
const codePages: Readonly<Record<string, string>> = {
  cp874: 'windows-874',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
};

/** The name in the Encoding Standard of an encoding, or undefined if there is no such encoding. */
export function knownEncoding(name: string): string | undefined {
  const lower = name.trim().toLowerCase();
  try {
    return new TextDecoder(codePages[lower] ?? lower).encoding;
  } catch {
    return undefined;
  }
}

/** The encoding of text, by its byte order mark or by detection, with its name in the Encoding Standard. */
export async function encodingOf(bytes: Uint8Array): Promise<string> {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return utf16;
  if (isUtf8(bytes)) return holdsEscapes(bytes) ? 'iso-2022-jp' : 'utf-8';
  return isNearlyUtf8(bytes) ? 'utf-8' : detected(bytes);
}

/** Pairs of bytes that are searched for the zero bytes of UTF-16. */
const pairs = 2048;

/** The kind of UTF-16 of text, by its byte order mark or its zero bytes; undefined for all other encodings. */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined;
  const zeros: [even: number, odd: number] = [0, 0];
  const count = Math.min(pairs, bytes.length / 2);
  for (let i = 0; i < count; i++) {
    if (bytes[2 * i] === 0) zeros[0]++;
    if (bytes[2 * i + 1] === 0) zeros[1]++;
  }
  // Spaces and line breaks have a zero byte in every script, and a character with two zero bytes is not text.
  if (zeros[1] > count / 20 && zeros[0] === 0) return 'utf-16le';
  return zeros[0] > count / 20 && zeros[1] === 0 ? 'utf-16be' : undefined;
}

/** The escape sequences of ISO-2022-JP (RFC 1468), whose bytes are all ASCII. */
const holdsEscapes = (bytes: Uint8Array) =>
  ['\x1b$B', '\x1b$@'].some((sequence) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(sequence),
  );

/** Whether text is UTF-8 with a few damaged characters. */
function isNearlyUtf8(bytes: Uint8Array): boolean {
  let [good, bad] = [0, 0];
  for (const [character] of new TextDecoder().decode(bytes).matchAll(/[^\0-\x7f]/gu))
    if (character === '\ufffd') bad++;
    else good++;
  return bad * 20 < good;
}

/** Encodings that occur in files, with the names of jschardet. With all that it knows, it is less accurate. */
const candidates = [
  ...['cp932', 'euc-jis-2004', 'gb18030', 'big5hkscs', 'cp949', 'cp874'],
  ...['windows-1250', 'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254'],
  ...['windows-1255', 'windows-1256', 'windows-1257', 'windows-1258'],
  ...['iso-8859-2', 'iso-8859-5', 'iso-8859-6', 'iso-8859-7', 'iso-8859-15'],
  ...['koi8-r', 'koi8-u', 'cp866'],
];

/** Names of jschardet that the Encoding Standard does not have. */
const standardNames: Readonly<Record<string, string>> = {
  ...codePages,
  'euc-jis-2004': 'euc-jp',
  big5hkscs: 'big5',
};

async function detected(bytes: Uint8Array): Promise<string> {
  const { detect } = await import('jschardet');
  const found = detect(sampleOf(bytes), { detectEncodings: candidates }).encoding?.toLowerCase() ?? '';
  return knownEncoding(standardNames[found] ?? found) ?? 'windows-1252';
}

/** Bytes that are enough for a detection. */
const sampleBytes = 64 * 1024;

/** The lines that are not ASCII, each once: repeated lines distort the frequencies of characters. */
function sampleOf(bytes: Uint8Array): Buffer {
  const lines = new Set<string>();
  let size = 0;
  for (let start = 0; start < bytes.length && size < sampleBytes; ) {
    const next = bytes.indexOf(10, start);
    const end = next < 0 ? bytes.length : next + 1;
    const line = bytes.subarray(start, Math.min(end, start + sampleBytes));
    start = end;
    if (isAscii(line)) continue;
    lines.add(Buffer.from(line).toString('latin1'));
    size += line.length;
  }
  return Buffer.from([...lines].join(''), 'latin1');
}
