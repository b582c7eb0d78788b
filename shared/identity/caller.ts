/** The caller, identified by the credential alone. Nothing in a body or query identifies a caller. */
type Caller = { kind: 'device'; organisationId: string; deviceId: string } | { kind: 'operator' };

/** The kinds of authentication. */
export type AuthScheme = Caller['kind'];
export type CallerOf<Scheme extends AuthScheme> = Extract<Caller, { kind: Scheme }>;
