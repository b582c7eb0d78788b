import { ConveyorError } from '../errors.ts';
import { type BodyReader, mediaType } from '../http/bodyReader.ts';
import { jsonBody, readJson } from '../http/jsonBody.ts';
import { PublishError } from './publishAnswer.ts';
import { type PublishRequest, publishRequestSchema } from './publishRequest.ts';

/** A request, and the very bytes that said it: an attestation is made for them. */
export interface ReadPublish {
  request: PublishRequest;
  bytes: Uint8Array;
}

/** What came: a request, one that is only there to hide others, or why it cannot be read. */
export type PublishBody = ReadPublish | 'chaff' | PublishError;

const maximumBytes = 65_536;

/**
 * The body of a publish. What is wrong with it is a value and not an error, so that it is answered in the words of the
 * publish API. Of chaff nothing is looked at.
 */
export function publishBody(examples: Record<string, unknown>): BodyReader<PublishBody> {
  const json = jsonBody(publishRequestSchema, { maximumBytes, examples });
  return {
    contentTypes: ['*/*'],
    maximumBytes,
    // A length that is declared is answered by the reader too.
    envelopeBytes: Number.POSITIVE_INFINITY,
    errors: [],
    openApi: json.openApi,
    async read(source, facts) {
      try {
        if (facts.headers.get('x-chaff')) {
          await source.bytes(maximumBytes);
          return 'chaff';
        }
        if (mediaType(facts.contentType) !== 'application/json')
          return new PublishError('unsupported_media_type', 'content-type is not application/json');
        const bytes = await source.bytes(maximumBytes);
        return { request: readJson(bytes, publishRequestSchema, facts.contentType), bytes };
      } catch (error) {
        if (error instanceof ConveyorError) return faultOf(error);
        throw error;
      }
    },
  };
}

function faultOf(error: ConveyorError): PublishError {
  if (error.code === 'body_too_large')
    return new PublishError('body_too_large', 'http: request body too large');
  if (error.code === 'unsupported_media_type')
    return new PublishError('unsupported_media_type', error.detail);
  const issues = (error.members.issues ?? []) as { path: string; message: string }[];
  const [first] = issues;
  const where = first ? ` at ${first.path}: ${first.message}` : '';
  return new PublishError('bad_request', `error unmarshalling API call: ${error.detail}${where}`);
}
