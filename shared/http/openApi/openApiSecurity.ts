import { type CallerKind, operatorRoles, scopes, type TenantKind } from '../../identity/caller.ts';
import type { Authentication, EndpointMetadata } from '../declaration.ts';

/** The kinds of callers as security schemes (OpenAPI 3.1 §4.8.27). */
const schemes: Record<CallerKind, Record<string, unknown>> = {
  device: {
    type: 'http',
    scheme: 'bearer',
    description: 'The device token from registration: `<uuid>.<secret>`.',
  },
  client: {
    type: 'oauth2',
    description: 'An access token of an OAuth client (RFC 6749 §4.4).',
    flows: { clientCredentials: { tokenUrl: '/oauth2/token', scopes } },
  },
  token: {
    type: 'http',
    scheme: 'bearer',
    description: 'An API token of an organisation: `conv_…`.',
  },
  operator: {
    type: 'http',
    scheme: 'bearer',
    description: `The key of an operator: \`conv_operator_…\`, or the operator key of the deployment. Roles: ${operatorRoles.map((role) => `\`${role}\``).join(', ')}.`,
  },
};

/** The security requirement of an endpoint: one alternative for each kind of caller, with the scope or role it needs. */
export function securityOf(auth: Authentication): Record<string, string[]>[] {
  if (auth === 'none') return [];
  if ('operator' in auth) return [{ operator: [auth.operator] }];
  return auth.kinds.map((kind: TenantKind) => ({ [kind]: [auth.scope] }));
}

/** The security schemes that these endpoints refer to. */
export function securitySchemesOf(endpoints: readonly EndpointMetadata[]): Record<string, unknown> {
  const used = new Set(
    endpoints.flatMap(({ auth }) => securityOf(auth).flatMap((each) => Object.keys(each))),
  );
  return Object.fromEntries(Object.entries(schemes).filter(([kind]) => used.has(kind)));
}
