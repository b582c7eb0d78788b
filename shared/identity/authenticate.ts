import { ConveyorError } from '../errors.ts';
import { findOrganisation } from '../tenancy/findOrganisation.ts';
import type { Access, CallerOf } from './access.ts';
import { authenticateDevice, isDeviceToken } from './authenticateDevice.ts';
import { authenticateOperator } from './authenticateOperator.ts';
import { bearerToken } from './bearer.ts';
import { type OperatorCaller, operatorRoles, type TenantCaller, type TenantKind } from './caller.ts';
import { authenticateAccessToken, isAccessToken } from './oauth/authenticateAccessToken.ts';
import type { IdentityServices } from './services.ts';
import { authenticateApiToken, isApiToken } from './tokens/authenticateApiToken.ts';
import { unauthorized } from './unauthorized.ts';

/** How the credentials of one kind of caller are recognised and verified. */
interface Verifier {
  /** Whether a token has the form of this kind. Forms exclude each other, so a token is verified at most once. */
  recognises(token: string, services: IdentityServices): boolean;
  /** @returns `undefined` if the token is wrong, expired or revoked */
  verify(token: string, services: IdentityServices): Promise<TenantCaller | undefined>;
}

const verifiers: Record<TenantKind, Verifier> = {
  device: { recognises: isDeviceToken, verify: authenticateDevice },
  client: { recognises: isAccessToken, verify: authenticateAccessToken },
  token: { recognises: isApiToken, verify: authenticateApiToken },
};

/**
 * The caller of a request, from its `Authorization` header alone.
 * @param access who may call; a credential of another kind is treated as a wrong one
 * @throws ConveyorError `unauthorized`; `organisation_suspended`; `insufficient_scope`; `insufficient_role`
 */
export async function authenticate<Rule extends Access>(
  authorization: string | undefined,
  access: Rule,
  services: IdentityServices,
): Promise<CallerOf<Rule>> {
  const caller =
    'operator' in access
      ? await operatorOf(authorization, access, services)
      : await tenantOf(authorization, access, services);
  // Exactly the type that the rule yields.
  return caller as CallerOf<Rule>;
}

async function operatorOf(
  authorization: string | undefined,
  { operator: role }: Extract<Access, { operator: unknown }>,
  services: IdentityServices,
): Promise<OperatorCaller> {
  const caller = await authenticateOperator(authorization, services);
  if (operatorRoles.indexOf(caller.role) >= operatorRoles.indexOf(role)) return caller;
  throw new ConveyorError('insufficient_role', {
    detail: `The request needs the operator role \`${role}\`.`,
  });
}

async function tenantOf(
  authorization: string | undefined,
  { kinds, scope }: Exclude<Access, { operator: unknown }>,
  services: IdentityServices,
): Promise<TenantCaller> {
  const token = bearerToken(authorization) ?? '';
  const verifier = kinds.map((kind) => verifiers[kind]).find((each) => each.recognises(token, services));
  const caller = await verifier?.verify(token, services);
  const pinned = services.config.organisation;
  if (!caller || (pinned !== undefined && caller.organisationId !== pinned))
    throw unauthorized(authorization, kinds);
  const organisation = await findOrganisation(caller.organisationId, services);
  if (!organisation) throw unauthorized(authorization, kinds);
  if (organisation.status !== 'active') throw new ConveyorError('organisation_suspended');
  if (!caller.scopes.includes(scope))
    throw new ConveyorError('insufficient_scope', {
      detail: `The request needs the scope \`${scope}\`.`,
      headers: { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
    });
  return caller;
}
