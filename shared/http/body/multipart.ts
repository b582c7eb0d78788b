import { pipeline } from 'node:stream/promises';
import { ConveyorError } from '../../errors.ts';
import { sanitiseFileName } from '../sanitiseFileName.ts';
import { mediaTypeParameter } from './bodyReader.ts';
import { bodyTooLarge, concatenate } from './bodySource.ts';

/** An uploaded file. */
export interface UploadedFile {
  /** The sanitised name that the caller gave. */
  readonly name: string;
  /** Declared by the caller; untrusted. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The parts of a form. */
export interface Multipart {
  readonly files: UploadedFile[];
  readonly fields: Record<string, string>;
}

/** Limits of a form, apart from the bytes of its files. All of it is held in memory. */
const formLimits = {
  fields: 32,
  fieldSize: 8192,
  fieldNameSize: 100,
  headerPairs: 16,
  headerSize: 8192,
} as const;

/**
 * Parses multipart/form-data (RFC 7578): files in parts named `file`, everything else text.
 * @throws ConveyorError `invalid_multipart`, `body_too_large` when the files exceed `maximumBytes` in total,
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
    stream.on('error', (cause) => refuse(malformed('The body ends within a file.', cause)));
    if (field !== 'file') refuse(malformed('Files must be in parts named `file`.'));
    stream.on('data', (part: Buffer) => {
      length += part.length;
      if (length > limits.maximumBytes) refuse(bodyTooLarge(limits.maximumBytes));
      else parts.push(part);
    });
    stream.on('end', () =>
      files.push({ name: sanitiseFileName(name ?? ''), contentType: type, bytes: concatenate(parts) }),
    );
  });
  parser.on('field', (name, value, nameCut, valueCut) => {
    if (typeof name !== 'string') return refuse(malformed('A part has no name.'));
    if (nameCut || valueCut || name.length > formLimits.fieldNameSize)
      return refuse(malformed('A field is too long.'));
    if (fields.has(name)) return refuse(malformed('A field occurs more than once.'));
    fields.set(name, value);
  });
  parser.on('filesLimit', () => refuse(malformed(`The form has more than ${limits.maximumFiles} files.`)));
  parser.on('fieldsLimit', () => refuse(malformed(`The form has more than ${formLimits.fields} fields.`)));
  parser.on('partsLimit', () => refuse(malformed('The form has too many parts.')));

  try {
    await pipeline(chunks, parser);
  } catch (error) {
    throw error instanceof ConveyorError ? error : malformed('The body is malformed or ends early.', error);
  }
  if (files.length === 0) throw malformed('The part named `file` is missing.');
  return { files, fields: Object.fromEntries(fields) };
}

function malformed(detail: string, cause?: unknown): ConveyorError {
  return new ConveyorError('invalid_multipart', {
    detail: `The request body is not valid multipart/form-data. ${detail}`,
    cause,
  });
}
