import type { Configuration } from '../../configuration.ts';
import { ConveyorError } from '../../errors.ts';
import type { HttpServices } from '../services.ts';
import { type BodyReader, mediaType, resolveLimit } from './bodyReader.ts';
import { type BodySource, bodyTooLarge } from './bodySource.ts';

/** Reads a body whose headers were accepted. */
export type PendingBody = () => Promise<unknown>;

/**
 * Checks the content type and declared length of a body before it is read.
 * @throws ConveyorError `unsupported_media_type`, `body_too_large`.
 */
export function acceptBody(
  declaredReader: BodyReader<unknown> | undefined,
  source: BodySource,
  headers: Headers,
  services: { config: Configuration } & Pick<HttpServices, 'bodyBudget' | 'bodyPace'>,
): PendingBody {
  if (!declaredReader) return async () => undefined;
  const contentType = headers.get('content-type') ?? '';
  const reader = declaredReader.readerFor?.(mediaType(contentType)) ?? declaredReader;
  const declared = Number(headers.get('content-length') ?? Number.NaN);
  if (reader.optional && (declared === 0 || (contentType === '' && !(declared > 0))))
    return async () => undefined;

  if (!reader.contentTypes.includes('*/*') && !reader.contentTypes.includes(mediaType(contentType)))
    throw new ConveyorError('unsupported_media_type', {
      detail: `The content type must be ${reader.contentTypes.join(' or ')}.`,
      headers: { accept: reader.contentTypes.join(', ') },
    });
  const { config: configuration } = services;
  const maximum = resolveLimit(reader.maximumBytes, configuration);
  if (declared > maximum + (reader.envelopeBytes ?? 0)) throw bodyTooLarge(maximum);
  return async () => {
    source.admit(declared, services);
    return reader.read(source, { contentType, headers, maximumBytes: maximum, configuration });
  };
}
