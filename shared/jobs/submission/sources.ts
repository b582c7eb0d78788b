import { z } from 'zod';
import { formatOfName } from '../../conversion/formats/formats.ts';
import { httpUrl } from '../../conversion/steps/options/httpUrl.ts';
import { ConveyorError } from '../../errors.ts';
import { sanitiseFileName } from '../../http/sanitiseFileName.ts';
import type { TenantCaller } from '../../identity/caller.ts';
import { pinUpload } from '../../uploads/takeUpload.ts';
import type { JobInput } from '../record.ts';
import type { JobServices } from '../services.ts';
import { requestHeaders } from './requestHeaders.ts';

const name = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .describe('File name; its extension determines the format. Default: the name from the source.');

/** An input that is not part of the request body. */
export const sourceSchema = z
  .union([
    z.strictObject({
      url: httpUrl(8192).describe('URL that a worker fetches.'),
      headers: requestHeaders(
        'Headers of the request, such as an `Authorization`. Not sent to another origin after a redirect, never shown, and deleted when the job ends.',
      ).optional(),
      name,
    }),
    z.strictObject({ upload: z.uuid().describe('Id of a direct upload.'), name }),
  ])
  .meta({ id: 'InputSource' });
export type InputSource = z.output<typeof sourceSchema>;

/** The request headers of inputs, by the number of the input. */
export type InputHeaders = Record<number, Readonly<Record<string, string>>>;

/** The headers that sources bring; undefined if there are none. @param before number of inputs before the sources */
export function inputHeadersOf(sources: readonly InputSource[], before: number): InputHeaders | undefined {
  const entries = sources.flatMap((source, index) =>
    'url' in source && source.headers ? [[before + index, source.headers] as const] : [],
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/**
 * Resolves sources to inputs: of an upload its current size and ETag, of a URL the name in its path.
 * @throws ConveyorError `address_not_allowed`, `not_found`, `upload_missing`, `upload_unreadable`, `body_too_large`
 */
export async function inputsOf(
  sources: readonly InputSource[],
  caller: TenantCaller,
  services: JobServices,
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
      detail: `The uploads are larger than the limit of ${maximumUploadBytes} bytes (MAXIMUM_UPLOAD_BYTES).`,
      members: { maximumBytes: maximumUploadBytes },
    });
  return inputs;
}

/** Whether the format of an input is known before it is fetched. */
export function isNamed({ name: given, url, named }: JobInput): boolean {
  return url === undefined || named === true || formatOfName(given) !== undefined;
}

function fetched(
  { url, name: given }: { url: string; name?: string | undefined },
  { outbound }: Pick<JobServices, 'outbound'>,
) {
  outbound.check(url);
  const file = sanitiseFileName(given ?? lastSegment(url));
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
  caller: TenantCaller,
  services: JobServices,
): Promise<JobInput> {
  const { upload, size, etag } = await pinUpload(id, caller, services);
  if (size === 0) throw new ConveyorError('empty_file');
  const file = sanitiseFileName(given ?? upload.name);
  return { name: file, contentType: contentTypeOf(file), size, upload: { id, etag } };
}

const contentTypeOf = (file: string) => formatOfName(file)?.contentType ?? 'application/octet-stream';

/** The last segment of the path of a URL. */
export function lastSegment(url: string): string {
  const segment = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
