import type { Records } from '../../azure/cosmos.ts';
import { ConveyorError } from '../../errors.ts';
import { type ListQuery, type Page, pageOf } from '../../http/records/recordPages.ts';
import type { AuditedChange } from '../../tenancy/audit/writeAudit.ts';
import type { IdentityServices } from '../services.ts';
import type { CreatedCredential } from './credential.ts';

/** A page of the credentials of an organisation without the revoked ones. */
export function listCredentials<T extends CreatedCredential>(
  organisationId: string,
  { path, query }: { path: string; query: ListQuery },
  records: Records<T>,
): Promise<Page<T>> {
  const text = 'c.organisationId = @organisation AND NOT IS_DEFINED(c.revokedAt)';
  return pageOf(records, {
    path,
    query,
    conditions: [{ text, parameters: { organisation: organisationId } }],
  });
}

/**
 * Revokes a credential: its secrets are deleted.
 * @returns the change, for the audit log
 * @throws ConveyorError `not_found` if the organisation does not have it, or it was revoked already
 */
export async function revokeCredential<T extends CreatedCredential>(
  organisationId: string,
  id: string,
  records: Records<T>,
  { clock }: Pick<IdentityServices, 'clock'>,
): Promise<AuditedChange> {
  const revoked = await records.patch(
    [id],
    id,
    [
      { op: 'set', path: '/secrets', value: [] },
      { op: 'set', path: '/revokedAt', value: clock.now().toISOString() },
    ],
    { condition: `FROM c WHERE c.organisationId = '${organisationId}' AND NOT IS_DEFINED(c.revokedAt)` },
  );
  if (!revoked) throw new ConveyorError('not_found');
  return { before: { id, name: revoked.record.name } };
}
