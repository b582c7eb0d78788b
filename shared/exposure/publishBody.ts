import { ConveyorError } from '../errors.ts';
import { type BodyReader, mediaType } from '../http/body/bodyReader.ts';
import { jsonBody, readJson } from '../http/body/jsonBody.ts';
import { PublishError } from './publishAnswer.ts';
import { type PublishRequest, publishRequestSchema } from './publishRequest.ts';

/** A parsed request and its raw bytes, to which an attestation is bound. */
export interface ReadPublish {
  request: PublishRequest;
  bytes: Uint8Array;
}

/** A request, chaff (see chaff.ts), or the reason why the body is invalid. */
export type PublishBody = ReadPublish | 'chaff' | PublishError;

const maximumBytes = 65_536;

/**
 * Reads the body of a publish. An invalid body is returned as a value instead of being thrown, so that answerPublish can
 * answer in the format of the publish API. The content of chaff is ignored.
 */
export function publishBody(examples: Record<string, unknown>): BodyReader<PublishBody> {
  const json = jsonBody(publishRequestSchema, { maximumBytes, examples });
  return {
    contentTypes: ['*/*'],
    maximumBytes,
    // Disables the check of Content-Length by the endpoint: `read` answers that case too.
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
        if (error instanceof ConveyorError) return toPublishError(error);
        throw error;
      }
    },
  };
}

function toPublishError(error: ConveyorError): PublishError {
  if (error.code === 'body_too_large')
    return new PublishError('body_too_large', 'http: request body too large');
  if (error.code === 'unsupported_media_type')
    return new PublishError('unsupported_media_type', error.detail);
  const issues = (error.members.issues ?? []) as { path: string; message: string }[];
  const [first] = issues;
  const where = first ? ` at ${first.path}: ${first.message}` : '';
  return new PublishError('bad_request', `error unmarshalling API call: ${error.detail}${where}`);
}
