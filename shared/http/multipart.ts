import { pipeline } from 'node:stream/promises';
import { ConveyorError } from '../errors.ts';
import { mediaTypeParameter } from './bodyReader.ts';
import { inOnePiece, tooLarge } from './bodySource.ts';
import { harmlessFileName } from './fileName.ts';

/** A file that came with a request. */
export interface UploadedFile {
  /** Harmless, but still what the caller calls it. */
  readonly name: string;
  /** As the caller says: not to be believed. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What came in one upload. */
export interface Multipart {
  readonly files: UploadedFile[];
  readonly fields: Record<string, string>;
}

/** What a form may be beside its files' bytes. All of it is held in memory. */
export const formLimits = {
  fields: 32,
  fieldSize: 8192,
  fieldNameSize: 100,
  headerPairs: 16,
  headerSize: 8192,
} as const;

/**
 * Parses multipart/form-data (RFC 7578): files in parts named `file`, everything else text.
 * @throws ConveyorError `invalid_multipart`, `body_too_large` when the files have more than `maximumBytes` together,
 * and what `chunks` throws.
 */
export async function parseMultipart(
  chunks: AsyncIterable<Uint8Array>,
  contentType: string,
  limits: { maximumBytes: number; maximumFiles: number; maximumFieldBytes?: number },
): Promise<Multipart> {
  const { Busboy } = await import('@fastify/busboy');
  const files: UploadedFile[] = [];
  const fields = new Map<string, string>();
  let length = 0;

  if (!mediaTypeParameter(contentType, 'boundary')) throw malformed('The content type has no boundary.');
  const parser = new Busboy({
    headers: { 'content-type': contentType },
    limits: {
      ...formLimits,
      fieldSize: limits.maximumFieldBytes ?? formLimits.fieldSize,
      files: limits.maximumFiles,
      parts: formLimits.fields + limits.maximumFiles,
    },
    isPartAFile: (field, _, name) => field === 'file' || name !== undefined,
  });
  const refuse = (error: ConveyorError) => void parser.destroy(error);

  parser.on('file', (field, stream, name, _encoding, type) => {
    const parts: Buffer[] = [];
    stream.on('error', (cause) => refuse(malformed('It ends within a file.', cause)));
    if (field !== 'file') refuse(malformed('Files belong in parts named `file`.'));
    stream.on('data', (part: Buffer) => {
      length += part.length;
      if (length > limits.maximumBytes) refuse(tooLarge(limits.maximumBytes));
      else parts.push(part);
    });
    stream.on('end', () =>
      files.push({ name: harmlessFileName(name ?? ''), contentType: type, bytes: inOnePiece(parts) }),
    );
  });
  parser.on('field', (name, value, nameCut, valueCut) => {
    if (typeof name !== 'string') return refuse(malformed('A part has no name.'));
    if (nameCut || valueCut || name.length > formLimits.fieldNameSize)
      return refuse(malformed('A field is too long.'));
    if (fields.has(name)) return refuse(malformed('A field is given more than once.'));
    fields.set(name, value);
  });
  parser.on('filesLimit', () => refuse(malformed(`There are more than ${limits.maximumFiles} files.`)));
  parser.on('fieldsLimit', () => refuse(malformed(`There are more than ${formLimits.fields} fields.`)));
  parser.on('partsLimit', () => refuse(malformed('There are too many parts.')));

  try {
    await pipeline(chunks, parser);
  } catch (error) {
    throw error instanceof ConveyorError ? error : malformed('It is damaged or ends early.', error);
  }
  if (files.length === 0) throw malformed('There is no part named `file`.');
  return { files, fields: Object.fromEntries(fields) };
}

function malformed(detail: string, cause?: unknown): ConveyorError {
  return new ConveyorError('invalid_multipart', {
    detail: `The body is not valid multipart/form-data. ${detail}`,
    cause,
  });
}
