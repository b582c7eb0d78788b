import { z } from 'zod';
import { formatOfName } from '../conversion/formats/formats.ts';
import { ConveyorError } from '../errors.ts';
import { harmlessFileName } from '../http/fileName.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import { pinUpload } from '../uploads/takeUpload.ts';
import type { JobInput } from './record.ts';

const name = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .describe('The name of the file; its extension says what it is. Without it, what the source says.');

/** An input that does not come with the request. */
export const sourceSchema = z
  .union([
    z.strictObject({
      url: z
        .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
        .max(8192)
        .describe('Where a worker fetches it.'),
      name,
    }),
    z.strictObject({ upload: z.uuid().describe('The id of a direct upload.'), name }),
  ])
  .meta({ id: 'InputSource' });
export type InputSource = z.output<typeof sourceSchema>;

/**
 * The inputs that sources stand for: of an upload the length and the version that lie there now, of an address the name
 * that it claims.
 * @throws ConveyorError `address_not_allowed`, `not_found`, `upload_missing`, `upload_unreadable`, `body_too_large`
 */
export async function inputsOf(
  sources: readonly InputSource[],
  caller: CallerOf<'device'>,
  services: Services,
): Promise<JobInput[]> {
  const inputs = await Promise.all(
    sources.map((source) =>
      'url' in source ? fetched(source, services) : uploaded(source, caller, services),
    ),
  );
  const { maximumUploadBytes } = services.config;
  const bytes = inputs.reduce((sum, { size }) => sum + size, 0);
  if (bytes > maximumUploadBytes)
    throw new ConveyorError('body_too_large', {
      detail: `The uploads are larger than the ${maximumUploadBytes} bytes allowed.`,
      members: { maximumBytes: maximumUploadBytes },
    });
  return inputs;
}

/** Whether the format of an input is known before it is fetched. */
export function isNamed({ name: given, url, named }: JobInput): boolean {
  return url === undefined || named === true || formatOfName(given) !== undefined;
}

function fetched({ url, name: given }: { url: string; name?: string | undefined }, { outbound }: Services) {
  outbound.check(url);
  const file = harmlessFileName(given ?? lastSegment(url));
  return {
    name: file,
    contentType: contentTypeOf(file),
    size: 0,
    url,
    ...(given !== undefined && { named: true }),
  };
}

async function uploaded(
  { upload: id, name: given }: { upload: string; name?: string | undefined },
  caller: CallerOf<'device'>,
  services: Services,
): Promise<JobInput> {
  const { upload, size, etag } = await pinUpload(id, caller, services);
  if (size === 0) throw new ConveyorError('empty_file');
  const file = harmlessFileName(given ?? upload.name);
  return { name: file, contentType: contentTypeOf(file), size, upload: { id, etag } };
}

const contentTypeOf = (file: string) => formatOfName(file)?.contentType ?? 'application/octet-stream';

/** The last part of an address's path. */
export function lastSegment(url: string): string {
  const segment = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
