/** What a credential permits. A device has those of `deviceScopes`; the other kinds have those that they were given. */
export const scopes = {
  'jobs:read': 'Read its own jobs and their results.',
  'jobs:write': 'Submit, cancel and delete its own jobs, and manage its uploads and webhook secrets.',
  'jobs:read:all': 'Read the jobs of every caller of the organisation.',
  'usage:read': 'Read usage and quotas.',
  'organisation:admin': 'Administer the organisation: its clients, tokens, usage, statements and data.',
} as const;
export type Scope = keyof typeof scopes;

/** The scopes of a device. */
export const deviceScopes: readonly Scope[] = ['jobs:read', 'jobs:write', 'usage:read'];

/** The kinds of callers that belong to an organisation. */
export const tenantKinds = ['device', 'client', 'token'] as const;
export type TenantKind = (typeof tenantKinds)[number];

/** The owner of jobs, uploads and webhook secrets: their partition keys start with the organisation. */
export interface Owner {
  readonly organisationId: string;
  /** Unique across all organisations and kinds of callers. */
  readonly callerId: string;
}

/** A caller of an organisation, identified by the credential alone. Nothing in a body or query identifies a caller. */
export interface TenantCaller extends Owner {
  readonly kind: TenantKind;
  readonly scopes: readonly Scope[];
}

/** In ascending order of rights: a `reader` changes nothing. */
export const operatorRoles = ['reader', 'admin'] as const;
export type OperatorRole = (typeof operatorRoles)[number];

/** An operator of the deployment. */
export interface OperatorCaller {
  readonly kind: 'operator';
  /** Names the operator in the audit log. */
  readonly operatorId: string;
  readonly role: OperatorRole;
}

export type Caller = TenantCaller | OperatorCaller;
export type CallerKind = Caller['kind'];
