/**
 * The catalogue of errors: every failure a caller can be told of, by its stable code.
 * `status` is the HTTP status, `detail` the sentence a caller reads, `retryable` whether the same request may
 * succeed later. Only what stands here ever reaches a caller.
 */
export const catalogue = {
  // Requests
  bad_request: { status: 400, detail: 'The request is not valid.', retryable: false },
  invalid_parameter: { status: 400, detail: 'A parameter is missing or not valid.', retryable: false },
  invalid_json: { status: 400, detail: 'The body is not valid JSON.', retryable: false },
  invalid_multipart: { status: 400, detail: 'The body is not valid multipart/form-data.', retryable: false },
  unauthorized: { status: 401, detail: 'A valid credential is needed.', retryable: false },
  gateway_required: { status: 403, detail: 'Requests are taken from the gateway only.', retryable: false },
  registration_closed: { status: 403, detail: 'Registration needs a registration token.', retryable: false },
  attestation_required: {
    status: 403,
    detail: 'An attestation is needed: that this is a genuine app.',
    retryable: false,
  },
  attestation_invalid: { status: 403, detail: 'The attestation is not valid.', retryable: false },
  attestation_wrong_request: {
    status: 403,
    detail: 'The attestation was made for another request or challenge.',
    retryable: false,
  },
  attestation_expired: {
    status: 403,
    detail: 'The challenge or the attestation is too old: take a new challenge and attest again.',
    retryable: false,
  },
  attestation_replayed: {
    status: 403,
    detail: 'The challenge or the attestation was used before: take a new challenge and attest again.',
    retryable: false,
  },
  attestation_wrong_app: {
    status: 403,
    detail: 'The attestation is of an app, or of a platform, that is not let in here.',
    retryable: false,
  },
  attestation_untrusted_root: {
    status: 403,
    detail: 'The certificates of the attestation lead to no root that is trusted.',
    retryable: false,
  },
  attestation_counter: {
    status: 403,
    detail: 'The counter of the key has not risen: a later assertion came before, or the key was copied.',
    retryable: false,
  },
  attestation_verdict: {
    status: 403,
    detail: 'The attestation says that app or device are not as they must be.',
    retryable: false,
  },
  attestation_unavailable: {
    status: 503,
    detail: 'The service that checks this kind of attestation is away: try again later.',
    retryable: true,
  },
  not_found: { status: 404, detail: 'There is nothing here.', retryable: false },
  conflict: { status: 409, detail: 'The state of the resource does not allow that.', retryable: false },
  gone: { status: 410, detail: 'It is older than the retention time and was deleted.', retryable: false },
  precondition_failed: {
    status: 412,
    detail: 'It was changed since it was read, or is not there: read it again.',
    retryable: false,
  },
  body_too_large: { status: 413, detail: 'The body is larger than allowed.', retryable: false },
  unsupported_media_type: {
    status: 415,
    detail: 'The content type is not one that this takes.',
    retryable: false,
  },
  range_not_satisfiable: { status: 416, detail: 'The range lies outside the result.', retryable: false },
  precondition_required: {
    status: 428,
    detail: 'It exists: read it, and send its ETag as `If-Match`.',
    retryable: false,
  },
  internal: {
    status: 500,
    detail: 'Something went wrong. Its trace id finds it in the logs.',
    retryable: true,
  },
  unavailable: { status: 503, detail: 'A part of the service is away: try again later.', retryable: true },
  misconfigured: { status: 503, detail: 'The service is not configured rightly.', retryable: true },

  // Jobs
  idempotency_key_reused: {
    status: 422,
    detail: 'This Idempotency-Key was used with another request.',
    retryable: false,
  },
  job_not_finished: { status: 409, detail: 'The job has no result yet.', retryable: true },
  job_failed: { status: 409, detail: 'The job has no result: see its error.', retryable: false },
  queue_full: {
    status: 429,
    detail: 'More work waits than can be done soon: try again later.',
    retryable: true,
  },
  too_many_uploads: {
    status: 429,
    detail: 'There are too many uploads that no job has taken: use them or delete some.',
    retryable: true,
  },
  upload_missing: { status: 409, detail: 'Nothing was uploaded there yet.', retryable: true },
  upload_changed: {
    status: 422,
    detail: 'The upload was changed after the job was submitted.',
    retryable: false,
  },
  upload_unreadable: {
    status: 422,
    detail: 'The upload cannot be read: it lies in the archive tier, or is encrypted with a key of its own.',
    retryable: false,
  },
  webhook_secret_missing: {
    status: 409,
    detail: 'A callback is signed, and this device has no webhook secret yet: make one first.',
    retryable: false,
  },
  job_cancelled: { status: 409, detail: 'The job was cancelled.', retryable: false },
  attempts_exhausted: {
    status: 500,
    detail: 'The job failed five times for a reason that is not in the document.',
    retryable: true,
  },

  // Addresses that a caller names
  address_not_allowed: {
    status: 400,
    detail: 'The address is not one that may be reached.',
    retryable: false,
  },
  fetch_failed: { status: 422, detail: 'The address did not answer.', retryable: true },
  fetch_refused: { status: 422, detail: 'The address gave no document.', retryable: false },
  fetch_too_large: { status: 422, detail: 'The address answered with more than allowed.', retryable: false },

  // Conversion
  empty_file: { status: 400, detail: 'The file is empty.', retryable: false },
  type_mismatch: {
    status: 400,
    detail: 'The content of the file is not what its name says.',
    retryable: false,
  },
  unsupported_conversion: {
    status: 400,
    detail: 'There is no conversion between these formats.',
    retryable: false,
  },
  steps_do_not_fit: { status: 400, detail: 'A step does not fit what comes before it.', retryable: false },
  breaks_pdfa: {
    status: 400,
    detail: 'A step would break the PDF/A that was asked for before it.',
    retryable: false,
  },
  pdfa_not_possible: {
    status: 422,
    detail: 'The document has something that PDF/A does not allow and that cannot be mended.',
    retryable: false,
  },
  too_many_pages: { status: 422, detail: 'The document has more pages than allowed.', retryable: false },
  too_many_rows: { status: 422, detail: 'The sheets have more rows than allowed.', retryable: false },
  too_many_files: { status: 422, detail: 'The steps make more files than allowed.', retryable: false },
  too_many_pixels: { status: 422, detail: 'The image has more pixels than allowed.', retryable: false },
  corrupt_file: { status: 422, detail: 'The file is damaged and cannot be read.', retryable: false },
  template_error: {
    status: 422,
    detail: 'The template or its data has a mistake.',
    retryable: false,
  },
  template_too_large: {
    status: 422,
    detail: 'The template asks for more than is allowed.',
    retryable: false,
  },
  password_required: { status: 422, detail: 'The file needs a password.', retryable: false },
  zip_limits: {
    status: 400,
    detail: 'The file unfolds to more than is allowed.',
    retryable: false,
  },
  password_wrong: { status: 422, detail: 'The password is not the right one.', retryable: false },
  password_not_needed: { status: 422, detail: 'The file is not encrypted.', retryable: false },
  too_large_inside: {
    status: 422,
    detail: 'The document takes more memory than allowed.',
    retryable: false,
  },
  cannot_be_processed: {
    status: 422,
    detail: 'The engine broke down at this document each time.',
    retryable: false,
  },
  page_status_failed: { status: 422, detail: 'The page answered with an error.', retryable: false },
  page_resource_failed: {
    status: 422,
    detail: 'Something that the page loads could not be had.',
    retryable: false,
  },
  page_script_failed: { status: 422, detail: 'A script of the page failed.', retryable: false },
  timed_out: { status: 422, detail: 'The conversion took longer than allowed.', retryable: false },
  engine_failed: { status: 503, detail: 'The engine failed at this document.', retryable: true },
} as const satisfies Record<string, { status: number; detail: string; retryable: boolean }>;

/** The stable code of an error. */
export type ErrorCode = keyof typeof catalogue;

/** What an error may add to its entry in the catalogue. */
export interface ErrorExtras {
  /** A sentence in place of the catalogue's; it reaches the caller, so nothing secret may stand in it. */
  detail?: string;
  /** Further members of the problem document, such as `issues`. */
  members?: Record<string, unknown>;
  /** Response headers, such as `Retry-After`. */
  headers?: Record<string, string>;
  cause?: unknown;
}

/** An error of the catalogue: the only kind whose text reaches a caller. */
export class ConveyorError extends Error {
  override readonly name = 'ConveyorError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly detail: string;
  /** Whether the same thing may succeed later. A worker retries only what is. */
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
