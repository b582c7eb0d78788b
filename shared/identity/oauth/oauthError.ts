/** The errors of the token endpoint (RFC 6749 §5.2) and their HTTP status. */
const statuses = {
  invalid_request: 400,
  invalid_client: 401,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  invalid_scope: 400,
} as const;

/** A refused token request. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: keyof typeof statuses;

  /** @param description for developers, in ASCII without `"` and `\` */
  constructor(code: keyof typeof statuses, description: string) {
    super(description);
    this.code = code;
  }

  get status(): 400 | 401 {
    return statuses[this.code];
  }
}
