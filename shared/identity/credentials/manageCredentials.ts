import type { z } from 'zod';
import type { Records } from '../../azure/cosmos.ts';
import { ConveyorError } from '../../errors.ts';
import { ManagedRecords, type managedListQuery } from '../../http/managedRecords.ts';
import type { IdentityServices } from '../services.ts';
import type { CreatedCredential } from './credential.ts';

/** A page of the credentials of an organisation without the revoked ones, in the order of their ids. */
export function listCredentials<T extends CreatedCredential>(
  organisationId: string,
  query: z.output<typeof managedListQuery>,
  records: Records<T>,
): Promise<{ records: T[]; next?: string }> {
  return new ManagedRecords(records).list(query, {
    where: 'c.organisationId = @organisation AND NOT IS_DEFINED(c.revokedAt)',
    parameters: { organisation: organisationId },
  });
}

/**
 * Revokes a credential: its secrets are deleted.
 * @throws ConveyorError `not_found` if the organisation does not have it, or it was revoked already
 */
export async function revokeCredential<T extends CreatedCredential>(
  organisationId: string,
  id: string,
  records: Records<T>,
  { clock }: Pick<IdentityServices, 'clock'>,
): Promise<void> {
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
}
