import { ConveyorError } from '../../errors.ts';
import type { NamedFile } from '../files.ts';
import { type Format, type FormatName, formatOfName } from '../formats/formats.ts';
import { isOffice } from '../formats/officeFamily.ts';
import { unsupportedFile } from '../formats/unsupported.ts';
import { defaultInputLimits, type InputLimits } from '../limits.ts';
import { formatOfContent } from './formatOfContent.ts';
import { withoutLeadingBytes } from './leadingBytes.ts';
import { isOle2 } from './ole2Streams.ts';
import { recogniseContent } from './recogniseContent.ts';
import { checkStreams } from './streamChecks.ts';

interface Checked {
  file: NamedFile;
  /** By the extension of its name. */
  format: Format;
  limits: InputLimits;
  encrypted: Encrypted;
  /** By the content, after it has been recognised. */
  actual?: Format;
}

/** Whether encrypted files are refused, allowed (the steps contain a password) or required. */
export type Encrypted = 'refused' | 'allowed' | 'expected';

/** The checks in their order; the caller gets the error of the first that fails. */
const checks: ((checked: Checked) => void | Promise<void>)[] = [
  mustNotBeEmpty,
  contentMustMatch,
  contentMustBeWhole,
  linesMustBeRows,
];

/**
 * Checks an input: at submission if the body contains the file, and in the worker after it has fetched the file. Needs no
 * engine.
 * @returns the format of the name; the content has one of the same family
 * @throws ConveyorError `empty_file`, `unsupported_conversion` (see `unsupportedFile`), `type_mismatch`
 *   (member `found`: the content's type, if known), `zip_limits`, `too_many_rows`, `corrupt_file`, `password_required`,
 *   `password_not_needed`
 */
export async function checkInput(
  file: NamedFile,
  limits: InputLimits = defaultInputLimits,
  { encrypted = 'refused' }: { encrypted?: Encrypted | undefined } = {},
): Promise<Format> {
  const format = formatOfName(file.name);
  if (!format) {
    mustNotBeEmpty({ file });
    throw unsupportedFile(file.name);
  }
  const checked: Checked = { file, format, limits, encrypted };
  for (const check of checks) await check(checked);
  return format;
}

function mustNotBeEmpty({ file }: Pick<Checked, 'file'>): void {
  if (file.bytes.byteLength === 0) throw new ConveyorError('empty_file');
}

async function contentMustMatch(checked: Checked): Promise<void> {
  const { file, format, limits, encrypted } = checked;
  if (format.content.container === 'any') return;
  const found = await recogniseContent(withoutLeadingBytes(file).bytes, limits);
  const isEncrypted = found.encrypted && isOffice(format.family);
  if (isEncrypted && encrypted === 'refused') throw new ConveyorError('password_required');
  // The content inside an OLE2 container is checked after decryption.
  if (isEncrypted && found.parts.includes('encryptedpackage')) return;
  const actual = formatOfContent(format, found);
  if (!actual) throw await mismatch(file, format);
  if (!isEncrypted && encrypted === 'expected') throw new ConveyorError('password_not_needed');
  checked.actual = actual;
}

/** Encrypted files are checked after decryption. */
function contentMustBeWhole({ file, actual, encrypted }: Checked): void {
  if (encrypted === 'refused' && actual && isOle2(file.bytes)) checkStreams(actual.name, file.bytes);
}

/** Text does not count its rows, so its lines, or the tags of its rows, are counted. */
function linesMustBeRows({ file, actual, limits }: Checked): void {
  const rowStart = actual && rowStarts[actual.name];
  if (!rowStart || isOle2(file.bytes)) return;
  let rows = 0;
  for (let at = 0; at < file.bytes.length; at += countedBytes) {
    const end = Math.min(file.bytes.length, at + countedBytes + longestRowStart);
    const text = Buffer.from(file.bytes.subarray(at, end)).toString('latin1').replaceAll('\0', '');
    for (const { index } of text.matchAll(rowStart)) if (index < countedBytes) rows++;
    if (rows > limits.rows) throw new ConveyorError('too_many_rows');
  }
}

/** Bytes that are searched at once, and the bytes that a match needs after them. */
const [countedBytes, longestRowStart] = [1024 ** 2, 64];

const rowStarts: Partial<Record<FormatName, RegExp>> = {
  csv: /\n/g,
  tsv: /\n/g,
  xls: /<(?:\w{1,40}:)?(?:tr|row)[\s/>]/gi,
};

async function mismatch({ name, bytes }: NamedFile, format: Format): Promise<ConveyorError> {
  const { fileTypeFromBuffer } = await import('file-type');
  // The detected type is only information for the caller, so a failed detection is ignored.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return new ConveyorError('type_mismatch', {
    members: { file: name, expected: format.contentType, ...(found ? { found: found.mime } : {}) },
  });
}
