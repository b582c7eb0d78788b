import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import { issuesOf } from '../issues.ts';
import { binary, type SchemaObject } from '../openApi/openApiSchemas.ts';
import { sanitiseFileName } from '../sanitiseFileName.ts';
import { type BodyReader, type Limit, mediaType, resolveLimit } from './bodyReader.ts';
import { parseMultipart, type UploadedFile } from './multipart.ts';

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
 * type. In the latter case there are no fields, so the schema of fields must accept an empty object. An empty field counts
 * as absent.
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
      const result = schema.safeParse(filledIn(fields));
      // `Fields` is the type of this schema.
      if (result.success) return { files, fields: result.data as z.output<Fields> };
      throw new ConveyorError('bad_request', {
        detail: 'A field is missing or invalid. See `issues`.',
        members: { issues: issuesOf(result.error, 'body') },
      });
    },
    openApi: (schemas) => {
      const form = options.fields ? schemas.reference(schema, 'input') : {};
      return {
        'multipart/form-data': {
          schema: {
            ...form,
            type: 'object',
            properties: {
              file: {
                ...binary,
                ...(maximumFiles !== 1 && {
                  description: 'The file. Repeat the part to send several files.',
                }),
              },
              ...(form.properties as Record<string, SchemaObject> | undefined),
            },
            required: ['file', ...((form.required as string[] | undefined) ?? [])],
          },
        },
        'application/octet-stream': { schema: binary },
      };
    },
  };
}

/** The fields without the empty ones: browsers send an empty field for each input that is not filled in. */
function filledIn(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
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
