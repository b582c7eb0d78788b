import type { Stored } from '../azure/cosmos.ts';
import { optimisticUpdate } from '../azure/optimisticUpdate.ts';
import { ConveyorError } from '../errors.ts';
import { defaultOrganisation, type Organisation } from './organisation.ts';
import type { TenancyServices } from './services.ts';

/** How long a deletion can be cancelled. */
const graceDays = 14;
const millisecondsPerDay = 86_400_000;

/** An organisation before and after a change. */
export interface ChangedOrganisation {
  before: Organisation;
  after: Organisation;
}

/**
 * Starts the grace period of a deletion. From then on the organisation is treated as suspended. Repeating it changes nothing.
 * @throws ConveyorError `not_found`; `conflict` for the default organisation
 */
export function requestDeletion(id: string, services: TenancyServices): Promise<ChangedOrganisation> {
  if (id === defaultOrganisation)
    throw new ConveyorError('conflict', { detail: 'The default organisation cannot be deleted.' });
  return change(id, services, (organisation) => {
    const { status: statusBefore } = organisation;
    if (statusBefore === 'deleting') return organisation;
    const now = services.clock.now();
    const requestedAt = now.toISOString();
    const purgeAt = new Date(now.getTime() + graceDays * millisecondsPerDay).toISOString();
    return { ...organisation, status: 'deleting', deletion: { requestedAt, purgeAt, statusBefore } };
  });
}

/**
 * Cancels a deletion: the organisation has the status that it had before.
 * @throws ConveyorError `not_found`; `conflict` if it is not being deleted, or its purge has begun
 */
export function cancelDeletion(id: string, services: TenancyServices): Promise<ChangedOrganisation> {
  return change(id, services, ({ deletion, ...organisation }) => {
    if (!deletion) throw new ConveyorError('conflict', { detail: 'The organisation is not being deleted.' });
    if (deletion.begun)
      throw new ConveyorError('conflict', { detail: 'The purge of the organisation has begun.' });
    return { ...organisation, status: deletion.statusBefore };
  });
}

/**
 * Refuses the id of an organisation that was purged: its ledger, statements and audit log would be shown to the new one.
 * @throws ConveyorError `conflict`
 */
export async function requireUnusedId(
  id: string,
  { ledger, statements, audit }: Pick<TenancyServices, 'ledger' | 'statements' | 'audit'>,
): Promise<void> {
  const kept = [
    ledger.query({ text: 'SELECT TOP 1 c.id FROM c WHERE c.organisationId = @id', parameters: { id } }),
    statements.query({ text: 'SELECT TOP 1 c.id FROM c WHERE c.organisationId = @id', parameters: { id } }),
    // The entry of this request, and those of refused ones, say nothing about an organisation.
    audit.query({
      text: "SELECT TOP 1 c.id FROM c WHERE c.subject = @id AND c.outcome = 'succeeded'",
      parameters: { id },
    }),
  ];
  const found = await Promise.all(kept.map((records) => Array.fromAsync<{ id: string }>(records)));
  if (found.some(({ length }) => length > 0))
    throw new ConveyorError('conflict', {
      detail: 'The id belonged to an organisation that was deleted. Choose another one.',
    });
}

/**
 * Begins the purge of an organisation whose grace period has ended, so that it can no longer be cancelled. Idempotent.
 * @returns whether it may be purged
 */
export async function beginPurge(
  id: string,
  { organisations, clock }: Pick<TenancyServices, 'organisations' | 'clock'>,
): Promise<boolean> {
  const begun = await organisations.patch([id], id, [{ op: 'set', path: '/deletion/begun', value: true }], {
    condition: `FROM c WHERE c.status = 'deleting' AND c.deletion.purgeAt <= '${clock.now().toISOString()}'`,
  });
  return begun !== undefined;
}

function change(
  id: string,
  { organisations }: Pick<TenancyServices, 'organisations'>,
  build: (organisation: Organisation) => Organisation,
): Promise<ChangedOrganisation> {
  return optimisticUpdate<Stored<Organisation> | undefined, ChangedOrganisation>({
    tries: 5,
    read: () => organisations.read([id], id),
    decide: (stored) => {
      if (!stored) throw new ConveyorError('not_found');
      const { record: before, etag } = stored;
      const after = build(before);
      if (after === before) return { result: { before, after } };
      return {
        write: async () => (await organisations.replace([id], after, etag)) && { before, after },
      };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable')),
  });
}
