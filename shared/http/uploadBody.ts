import { z } from 'zod';
import { ConveyorError } from '../errors.ts';
import { type BodyReader, type Limit, limitIn, mediaType } from './bodyReader.ts';
import { harmlessFileName } from './fileName.ts';
import { issuesOf } from './issues.ts';
import { parseMultipart, type UploadedFile } from './multipart.ts';

/** Files and what was said of them, whole in memory. */
export interface Upload<Fields = Record<string, string>> {
  /** At least one. */
  readonly files: readonly UploadedFile[];
  readonly fields: Fields;
}

/** Boundaries, headers and short fields of a form, over the bytes of its files and its longest field. */
const smallParts = 1024 * 1024;

/**
 * Files by multipart/form-data (parts named `file`, and text fields), or one file as the body itself in any other
 * content type; then there are no fields, so that a schema of fields must do without them.
 * `maximumBytes` is for all files together.
 * Its reader throws ConveyorError `invalid_multipart`, `body_too_large`, or `bad_request` with `issues`.
 */
export function uploadBody<Fields extends z.ZodType = z.ZodRecord<z.ZodString, z.ZodString>>(options: {
  maximumBytes: Limit;
  maximumFiles?: Limit;
  /** Of one text field; 8 KiB unless told otherwise. */
  maximumFieldBytes?: number;
  fields?: Fields;
}): BodyReader<Upload<z.output<Fields>>> {
  const { maximumBytes, maximumFiles = 10, maximumFieldBytes = 0 } = options;
  const envelopeBytes = smallParts + maximumFieldBytes;
  const schema: z.ZodType = options.fields ?? z.record(z.string(), z.string());
  return {
    contentTypes: ['*/*'],
    maximumBytes,
    envelopeBytes,
    errors: ['bad_request', 'body_too_large', 'invalid_multipart'],
    async read(source, { contentType, headers, maximumBytes: limit, configuration }) {
      const form = mediaType(contentType) === 'multipart/form-data';
      const { files, fields } = form
        ? await parseMultipart(source.chunks(limit + envelopeBytes), contentType, {
            maximumBytes: limit,
            maximumFiles: limitIn(maximumFiles, configuration),
            ...(maximumFieldBytes > 0 && { maximumFieldBytes }),
          })
        : { files: [await rawFile(contentType, headers, await source.bytes(limit))], fields: {} };
      const result = schema.safeParse(fields);
      // The schema is the one that `Fields` stands for.
      if (result.success) return { files, fields: result.data as z.output<Fields> };
      throw new ConveyorError('bad_request', {
        detail: 'A field is missing or not valid: see `issues`.',
        members: { issues: issuesOf(result.error, 'body') },
      });
    },
    openApi: (schemas) => {
      const binary = { type: 'string', contentMediaType: 'application/octet-stream' };
      const files = {
        type: 'object',
        required: ['file'],
        properties: {
          file: {
            type: 'array',
            items: binary,
            minItems: 1,
            ...(typeof maximumFiles === 'number' && { maxItems: maximumFiles }),
          },
        },
      };
      const form = options.fields
        ? { allOf: [files, looseFields(schemas.reference(schema, 'input'))] }
        : files;
      return { 'multipart/form-data': { schema: form }, 'application/octet-stream': {} };
    },
  };
}

/** A form has its files beside the fields, which a strict schema of the fields would forbid. */
function looseFields({
  additionalProperties: _,
  ...schema
}: Record<string, unknown>): Record<string, unknown> {
  return schema;
}

async function rawFile(contentType: string, headers: Headers, bytes: Uint8Array): Promise<UploadedFile> {
  return {
    name: await nameIn(headers.get('content-disposition')),
    contentType: mediaType(contentType) || 'application/octet-stream',
    bytes,
  };
}

/** A body of its own may be named by `Content-Disposition`, as in an answer. */
async function nameIn(disposition: string | null): Promise<string> {
  if (disposition === null) return harmlessFileName('');
  const { parse } = await import('content-disposition');
  try {
    return harmlessFileName(parse(disposition).parameters.filename ?? '');
  } catch {
    return harmlessFileName('');
  }
}
