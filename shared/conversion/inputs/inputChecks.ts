import { ConveyorError } from '../../errors.ts';
import type { NamedFile } from '../files.ts';
import { type Format, formatOfName } from '../formats/formats.ts';
import { unsupportedFile } from '../formats/unsupported.ts';
import { defaultInputLimits, type InputLimits } from '../limits.ts';
import { recogniseContent } from './recogniseContent.ts';
import { checkStreams } from './streamChecks.ts';

interface Checked {
  file: NamedFile;
  /** By the extension of its name. */
  format: Format;
  limits: InputLimits;
  encrypted: Encrypted;
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
 * @returns the format that the name claims and the content confirms
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
  for (const check of checks) await check({ file, format, limits, encrypted });
  return format;
}

function mustNotBeEmpty({ file }: Pick<Checked, 'file'>): void {
  if (file.bytes.byteLength === 0) throw new ConveyorError('empty_file');
}

async function contentMustMatch({ file, format, limits, encrypted }: Checked): Promise<void> {
  if (format.content.container === 'any') return;
  const found = await recogniseContent(file.bytes, limits);
  const isEncrypted =
    found.encrypted && (found.container === format.content.container || format.content.container === 'zip');
  if (isEncrypted && encrypted === 'refused') throw new ConveyorError('password_required');
  // The content inside an OLE2 container is checked after decryption.
  if (isEncrypted && found.container !== format.content.container) return;
  const { content } = format;
  const matches = {
    zip: () =>
      content.container === 'archive'
        ? found.parts.length === 0
        : content.container === 'zip' &&
          found.parts.length > 0 &&
          found.parts.every((part) => content.mainType.test(part)),
    ole2: () => content.container === 'ole2' && found.parts.some((part) => content.stream.test(part)),
    text: () => content.container === 'text' && found.parts.includes(content.looksLike),
    pdf: () => content.container === 'pdf',
    image: () => content.container === 'image' && found.parts.includes(content.mime),
    other: () => false,
  };
  if (!matches[found.container]()) throw await mismatch(file, format);
  if (!isEncrypted && encrypted === 'expected') throw new ConveyorError('password_not_needed');
}

/** Encrypted files are checked after decryption. */
function contentMustBeWhole({ file, format, encrypted }: Checked): void {
  if (encrypted === 'refused') checkStreams(format.name, file.bytes);
}

/** A CSV does not mark its rows, so the lines are counted. */
function linesMustBeRows({ file, format, limits }: Checked): void {
  if (format.name !== 'csv') return;
  let lines = 0;
  for (const byte of file.bytes) if (byte === 10) lines++;
  if (lines > limits.rows) throw new ConveyorError('too_many_rows');
}

async function mismatch({ name, bytes }: NamedFile, format: Format): Promise<ConveyorError> {
  const { fileTypeFromBuffer } = await import('file-type');
  // The detected type is only information for the caller, so a failed detection is ignored.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return new ConveyorError('type_mismatch', {
    members: { file: name, expected: format.contentType, ...(found ? { found: found.mime } : {}) },
  });
}
