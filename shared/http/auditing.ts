import type { HttpRequest } from '@azure/functions';
import type { Caller } from '../identity/caller.ts';
import type { Services } from '../services.ts';
import type { AuditedRequest } from '../tenancy/audit/writeAudit.ts';
import type { EndpointMetadata } from './declaration.ts';
import { clientAddress } from './gateway.ts';

/** Whether the requests of an endpoint are in the audit log: changes by operators and administrators of organisations. */
export function isAudited({ method, auth }: EndpointMetadata): boolean {
  if (method === 'GET' || auth === 'none') return false;
  return 'operator' in auth || auth.scope === 'organisation:admin';
}

/** A request of an audited endpoint. The path parameter `organisation` names the organisation that it concerns. */
export function auditedRequest(
  { name }: EndpointMetadata,
  { caller, params }: { caller: unknown; params: { organisation?: unknown } },
  { url, headers }: HttpRequest,
  { config }: Pick<Services, 'config'>,
): AuditedRequest {
  return {
    // `isAudited` requires authentication.
    caller: caller as Caller,
    action: name,
    target: new URL(url).pathname,
    from: clientAddress(headers, config.frontDoorId),
    organisationId: typeof params.organisation === 'string' ? params.organisation : undefined,
  };
}
