import { z } from 'zod';
import type { Random } from '../random.ts';

/** The codes of the publish API with their HTTP status. */
export const publishCodes = {
  bad_request: 400,
  missing_revision_token: 400,
  invalid_revision_token: 400,
  key_already_revised: 400,
  invalid_report_type_transition: 400,
  unknown_health_authority_id: 401,
  health_authority_verification_certificate_invalid: 401,
  unauthorized: 401,
  attestation_required: 403,
  attestation_invalid: 403,
  attestation_wrong_request: 403,
  attestation_expired: 403,
  attestation_replayed: 403,
  attestation_wrong_app: 403,
  attestation_untrusted_root: 403,
  attestation_counter: 403,
  attestation_verdict: 403,
  body_too_large: 413,
  unsupported_media_type: 415,
  quota_exceeded: 429,
  health_authority_missing_region_config: 500,
  internal_error: 500,
  unable_to_load_health_authority: 500,
  attestation_unavailable: 503,
} as const;
export type PublishCode = keyof typeof publishCodes;

export const isPublishCode = (code: string): code is PublishCode => Object.hasOwn(publishCodes, code);

/** The established API has a single code for all unreadable requests. */
const responseCodes: Partial<Record<PublishCode, PublishCode>> = {
  body_too_large: 'bad_request',
  unsupported_media_type: 'bad_request',
};

/** The response body of the publish API, version 1, for successes and errors. */
export const publishAnswerSchema = z
  .object({
    revisionToken: z.string().optional().describe('Send it with the next publish of the same device.'),
    insertedExposures: z.int().optional().describe('Number of new keys; absent if 0.'),
    error: z.string().optional().describe('An explanation for developers.'),
    code: z.string().optional().describe('A stable error code for programs.'),
    padding: z.string().describe('Random bytes, base64.'),
    warnings: z.array(z.string()).optional().describe('Keys that were skipped without failing the publish.'),
  })
  .meta({ id: 'PublishAnswer' });
export type PublishAnswer = z.output<typeof publishAnswerSchema>;

/** An error of the publish API. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
  readonly code: PublishCode;
  readonly warnings: string[];
  readonly headers: Record<string, string>;

  constructor(
    code: PublishCode,
    message: string,
    { warnings = [], headers = {} }: { warnings?: string[]; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.code = code;
    this.warnings = warnings;
    this.headers = headers;
  }

  get status(): (typeof publishCodes)[PublishCode] {
    return publishCodes[this.code];
  }
}

/** The response body of an error. */
export function errorAnswer({ code, message, warnings }: PublishError, random: Random): PublishAnswer {
  return {
    error: message,
    code: responseCodes[code] ?? code,
    ...(warnings.length > 0 && { warnings }),
    padding: padding(random),
  };
}

const minimumPadding = 1024;
const paddingRange = 1024;

/** 1 to 2 KiB of random bytes, base64. */
export function padding(random: Random): string {
  return random.bytes(minimumPadding + (random.bytes(2).readUInt16BE() % paddingRange)).toString('base64');
}
