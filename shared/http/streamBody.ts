import { Readable } from 'node:stream';
import { type BodyReader, type Limit, mediaType } from './bodyReader.ts';
import { binary } from './openApiSchemas.ts';

/** A body that the handler reads. */
export interface StreamedBody {
  /** The media type, in lower case and without parameters. */
  readonly contentType: string;
  /** Fails with `body_too_large` past the limit; the caller receives that error even if the handler wraps it. */
  readonly stream: Readable;
}

/** A streamed body, never buffered in memory. */
export function streamBody(options: {
  contentTypes: readonly string[];
  maximumBytes: Limit;
}): BodyReader<StreamedBody> {
  return {
    ...options,
    errors: ['bad_request', 'body_too_large', 'unsupported_media_type'],
    read: async (source, { contentType, maximumBytes }) => ({
      contentType: mediaType(contentType),
      stream: Readable.from(source.chunks(maximumBytes), { objectMode: false }),
    }),
    openApi: () => Object.fromEntries(options.contentTypes.map((type) => [type, { schema: binary }])),
  };
}
