/**
 * The error catalogue: one row for each stable code. `status` is the HTTP status, `detail` the default sentence for
 * the caller, `retryable` whether the same request can succeed later. Only catalogued text reaches a caller.
 */
export const catalogue = {
  // Requests
  bad_request: { status: 400, detail: 'The request is invalid.', retryable: false },
  invalid_parameter: { status: 400, detail: 'A parameter is missing or invalid.', retryable: false },
  invalid_json: { status: 400, detail: 'The request body is not valid JSON.', retryable: false },
  invalid_multipart: {
    status: 400,
    detail: 'The request body is not valid multipart/form-data.',
    retryable: false,
  },
  unauthorized: {
    status: 401,
    detail: 'The bearer token in the `Authorization` header is missing or invalid.',
    retryable: false,
  },
  insufficient_scope: {
    status: 403,
    detail: 'The credential does not have the scope that the request needs.',
    retryable: false,
  },
  insufficient_role: {
    status: 403,
    detail: 'The operator does not have the role that the request needs.',
    retryable: false,
  },
  origin_not_allowed: {
    status: 403,
    detail: 'The organisation does not allow requests from pages of this origin.',
    retryable: false,
  },
  organisation_suspended: {
    status: 403,
    detail: 'The organisation is suspended or being deleted. Its administrator can contact the operator.',
    retryable: false,
  },
  gateway_required: { status: 403, detail: 'Requests must go through the gateway.', retryable: false },
  registration_closed: {
    status: 403,
    detail: 'Registration requires a registration token.',
    retryable: false,
  },
  registration_token_invalid: {
    status: 403,
    detail: 'The registration token is wrong, or it has expired or was revoked.',
    retryable: false,
  },
  registration_token_exhausted: {
    status: 403,
    detail: 'As many devices as the registration token permits have registered with it.',
    retryable: false,
  },
  attestation_required: {
    status: 403,
    detail: 'The request requires an attestation that the app is genuine.',
    retryable: false,
  },
  attestation_invalid: { status: 403, detail: 'The attestation is invalid.', retryable: false },
  attestation_wrong_request: {
    status: 403,
    detail: 'The attestation belongs to another request or challenge.',
    retryable: false,
  },
  attestation_expired: {
    status: 403,
    detail: 'The challenge or the attestation has expired. Request a new challenge and attest again.',
    retryable: false,
  },
  attestation_replayed: {
    status: 403,
    detail: 'The challenge or the attestation was already used. Request a new challenge and attest again.',
    retryable: false,
  },
  attestation_wrong_app: {
    status: 403,
    detail: 'The app or platform of the attestation is not allowed.',
    retryable: false,
  },
  attestation_untrusted_root: {
    status: 403,
    detail: 'The certificate chain of the attestation does not end at a trusted root.',
    retryable: false,
  },
  attestation_counter: {
    status: 403,
    detail:
      'The counter of the attestation key did not increase: the assertion is out of order, or the key was copied.',
    retryable: false,
  },
  attestation_verdict: {
    status: 403,
    detail: 'The attestation verdict does not meet the requirements for the app or the device.',
    retryable: false,
  },
  attestation_unavailable: {
    status: 503,
    detail: 'The service that verifies this kind of attestation is unavailable. Try again later.',
    retryable: true,
  },
  not_found: { status: 404, detail: 'The resource does not exist.', retryable: false },
  method_not_allowed: {
    status: 405,
    detail: 'The resource does not allow this method. The `Allow` header lists its methods.',
    retryable: false,
  },
  conflict: {
    status: 409,
    detail: 'The current state of the resource does not allow this operation.',
    retryable: false,
  },
  gone: {
    status: 410,
    detail: 'The resource is past its retention period and was deleted.',
    retryable: false,
  },
  precondition_failed: {
    status: 412,
    detail: 'The resource was changed or deleted since it was read. Read it again.',
    retryable: false,
  },
  body_too_slow: {
    status: 408,
    detail:
      'The request body arrived too slowly. Up to 64 KiB must arrive within 10 seconds, more at 240 bytes per second.',
    retryable: true,
  },
  body_capacity_reached: {
    status: 503,
    detail:
      'The instance receives too many bytes at once. Try again later, or send large files with `POST /v1/uploads`.',
    retryable: true,
  },
  body_too_large: { status: 413, detail: 'The request body is larger than the limit.', retryable: false },
  unsupported_media_type: {
    status: 415,
    detail: 'The content type is not supported.',
    retryable: false,
  },
  range_not_satisfiable: { status: 416, detail: 'The range is outside the result.', retryable: false },
  precondition_required: {
    status: 428,
    detail: 'The resource exists. Read it, then send its ETag as `If-Match`.',
    retryable: false,
  },
  internal: {
    status: 500,
    detail: 'An unexpected error occurred. The logs contain its trace id.',
    retryable: true,
  },
  unavailable: {
    status: 503,
    detail: 'Part of the service is unavailable. Try again later.',
    retryable: true,
  },
  storage_full: {
    status: 503,
    detail: 'The storage of the service is full. Try again later.',
    retryable: true,
  },
  misconfigured: { status: 503, detail: 'The service is misconfigured.', retryable: true },

  // Jobs
  idempotency_key_reused: {
    status: 422,
    detail: 'The Idempotency-Key was already used with a different request.',
    retryable: false,
  },
  job_not_finished: { status: 409, detail: 'The job has not finished.', retryable: true },
  job_failed: { status: 409, detail: 'The job failed and has no result. See `error`.', retryable: false },
  queue_full: {
    status: 429,
    detail: 'The queue is full. Try again later.',
    retryable: true,
  },
  too_many_jobs: {
    status: 429,
    detail: 'Too many jobs of this caller are waiting. Try again when some have ended.',
    retryable: true,
  },
  rate_limited: {
    status: 429,
    detail: 'There were too many requests of this kind within a minute. Try again later.',
    retryable: true,
  },
  quota_exceeded: {
    status: 429,
    detail: 'A quota of the organisation is used up. `GET /v1/quotas` lists the quotas.',
    retryable: true,
  },
  too_many_uploads: {
    status: 429,
    detail: 'Too many uploads are waiting for a job. Submit jobs that use them, or delete some.',
    retryable: true,
  },
  upload_missing: { status: 409, detail: 'The upload has no content yet.', retryable: true },
  upload_changed: {
    status: 422,
    detail: 'The upload was changed after the job was submitted.',
    retryable: false,
  },
  upload_unreadable: {
    status: 422,
    detail:
      'The upload cannot be read: it is in the archive tier, or encrypted with a customer-provided key.',
    retryable: false,
  },
  webhook_secret_missing: {
    status: 409,
    detail: 'The device has no webhook secret to sign callbacks with. Create one first.',
    retryable: false,
  },
  webhook_too_soon: {
    status: 429,
    detail: 'The webhook was sent less than 10 seconds ago. Try again later.',
    retryable: true,
  },
  job_cancelled: { status: 409, detail: 'The job was cancelled.', retryable: false },
  attempts_exhausted: {
    status: 500,
    detail: 'The job failed five times for an unknown reason.',
    retryable: true,
  },

  // Addresses named by a caller
  address_not_allowed: {
    status: 400,
    detail: 'The address is not allowed.',
    retryable: false,
  },
  fetch_failed: { status: 422, detail: 'The address did not respond.', retryable: true },
  fetch_refused: { status: 422, detail: 'The address did not return a document.', retryable: false },
  fetch_too_large: {
    status: 422,
    detail: 'The response of the address is larger than the limit.',
    retryable: false,
  },

  // Conversion
  empty_file: { status: 400, detail: 'The file is empty.', retryable: false },
  type_mismatch: {
    status: 400,
    detail: 'The content of the file does not match the type in its name.',
    retryable: false,
  },
  unsupported_conversion: {
    status: 400,
    detail: 'The conversion between these formats is not supported.',
    retryable: false,
  },
  steps_do_not_fit: {
    status: 400,
    detail: 'A step cannot process the output of the step before it.',
    retryable: false,
  },
  breaks_pdfa: {
    status: 400,
    detail: 'A later step would break the PDF/A or PDF/UA conformance requested by an earlier step.',
    retryable: false,
  },
  pdfa_not_possible: {
    status: 422,
    detail: 'The document contains something that PDF/A does not allow and that cannot be fixed.',
    retryable: false,
  },
  pdfua_not_possible: {
    status: 422,
    detail: 'The document lacks something that PDF/UA requires and that cannot be added.',
    retryable: false,
  },
  too_many_pages: { status: 422, detail: 'The document has more pages than the limit.', retryable: false },
  too_many_rows: { status: 422, detail: 'The sheets have more rows than the limit.', retryable: false },
  too_many_files: { status: 422, detail: 'The steps produce more files than the limit.', retryable: false },
  too_many_pixels: { status: 422, detail: 'The image has more pixels than the limit.', retryable: false },
  corrupt_file: { status: 422, detail: 'The file is damaged and cannot be read.', retryable: false },
  template_error: {
    status: 422,
    detail: 'The template or its data contains an error.',
    retryable: false,
  },
  template_too_large: {
    status: 422,
    detail: 'The template exceeds a limit.',
    retryable: false,
  },
  password_required: {
    status: 422,
    detail: 'The file is encrypted and requires a password.',
    retryable: false,
  },
  zip_limits: {
    status: 400,
    detail: 'The file decompresses to more than the limit.',
    retryable: false,
  },
  password_wrong: { status: 422, detail: 'The password is wrong.', retryable: false },
  password_not_needed: {
    status: 422,
    detail: 'A password was given, but the file is not encrypted.',
    retryable: false,
  },
  too_large_inside: {
    status: 422,
    detail: 'The document needs more memory than the limit.',
    retryable: false,
  },
  cannot_be_processed: {
    status: 422,
    detail: 'The document crashed every engine that tried to process it.',
    retryable: false,
  },
  page_status_failed: { status: 422, detail: 'The page responded with an error status.', retryable: false },
  page_resource_failed: {
    status: 422,
    detail: 'A resource of the page failed to load.',
    retryable: false,
  },
  page_script_failed: { status: 422, detail: 'A script of the page failed.', retryable: false },
  warnings_found: {
    status: 422,
    detail: 'The conversion has warnings with codes in `failOnWarnings`. See `warnings` of the job.',
    retryable: false,
  },
  timed_out: { status: 422, detail: 'The conversion took longer than the time limit.', retryable: false },
  engine_failed: { status: 503, detail: 'The engine failed to process the document.', retryable: true },
} as const satisfies Record<string, { status: number; detail: string; retryable: boolean }>;

/** The stable code of an error. */
export type ErrorCode = keyof typeof catalogue;

/** Additions to the catalogue row of an error. */
export interface ErrorExtras {
  /** Replaces the sentence of the catalogue. It reaches the caller, so it must not contain a secret. */
  detail?: string;
  /** Additional members of the problem document, such as `issues`. */
  members?: Record<string, unknown>;
  /** Response headers, such as `Retry-After`. */
  headers?: Record<string, string>;
  cause?: unknown;
}

/** A catalogued error: the only kind whose text reaches a caller. */
export class ConveyorError extends Error {
  override readonly name = 'ConveyorError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly detail: string;
  /** Whether the same request can succeed later. A worker retries only retryable errors. */
  readonly retryable: boolean;
  readonly members: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, extras: ErrorExtras = {}) {
    const entry = catalogue[code];
    super(`${code}: ${extras.detail ?? entry.detail}`, { cause: extras.cause });
    this.code = code;
    this.status = entry.status;
    this.detail = extras.detail ?? entry.detail;
    this.retryable = entry.retryable;
    this.members = extras.members ?? {};
    this.headers = extras.headers ?? {};
  }
}
