import { z } from 'zod';
import { ConveyorError } from '../errors.ts';
import { type BodyReader, type Limit, mediaType, resolveLimit } from './bodyReader.ts';
import { issuesOf } from './issues.ts';
import { parseMultipart, type UploadedFile } from './multipart.ts';
import { sanitiseFileName } from './sanitiseFileName.ts';

/** Files and form fields, in memory. */
export interface Upload<Fields = Record<string, string>> {
  /** At least one. */
  readonly files: readonly UploadedFile[];
  readonly fields: Fields;
}

/** Allowance in bytes for boundaries, headers and short fields of a form. */
const smallParts = 1024 * 1024;

/**
 * Files as multipart/form-data (parts named `file`, and text fields), or a single file as the body in any other content
 * type. In the latter case there are no fields, so the schema of fields must accept an empty object.
 * `maximumBytes` limits the total of all files.
 * Its reader throws ConveyorError `invalid_multipart`, `body_too_large`, or `bad_request` with `issues`.
 */
export function uploadBody<Fields extends z.ZodType = z.ZodRecord<z.ZodString, z.ZodString>>(options: {
  maximumBytes: Limit;
  maximumFiles?: Limit;
  /** Limit of one text field; 8 KiB by default. */
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
            maximumFiles: resolveLimit(maximumFiles, configuration),
            ...(maximumFieldBytes > 0 && { maximumFieldBytes }),
          })
        : { files: [await rawFile(contentType, headers, await source.bytes(limit))], fields: {} };
      const result = schema.safeParse(fields);
      // `Fields` is the type of this schema.
      if (result.success) return { files, fields: result.data as z.output<Fields> };
      throw new ConveyorError('bad_request', {
        detail: 'A field is missing or invalid. See `issues`.',
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

/** Allows the files next to the fields, which a strict schema of the fields would forbid. */
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

/** The file name in `Content-Disposition`, which names a raw body. */
async function nameIn(disposition: string | null): Promise<string> {
  if (disposition === null) return sanitiseFileName('');
  const { parse } = await import('content-disposition');
  try {
    return sanitiseFileName(parse(disposition).parameters.filename ?? '');
  } catch {
    return sanitiseFileName('');
  }
}
