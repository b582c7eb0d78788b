import { concurrently } from '../../async/concurrently.ts';
import type { Records } from '../../azure/cosmos.ts';
import { releaseWhatItHolds } from '../../identity/deleteDevice.ts';
import type { Device } from '../../identity/device.ts';
import { closeForGood } from '../../tenancy/billing/statements.ts';
import { beginPurge } from '../../tenancy/deletion.ts';
import { blobContainerOf } from '../../tenancy/organisation.ts';
import type { JobServices } from '../services.ts';
import { type BillableJob, bill } from './bill.ts';

/** Of each kind of record in one run; the next run goes on. */
const share = { concurrency: 16, milliseconds: 30_000 };

/**
 * Purges the organisations whose grace period has ended: their blobs, then all records but ledger, statements and audit log,
 * and at last the organisation itself. Every step can be repeated, so that a run that died or ran out of time goes on in the next.
 * @returns the ids of the organisations that are gone
 */
export async function purgeOrganisations(services: JobServices): Promise<string[]> {
  const { organisations, clock, log } = services;
  const due = organisations.query({
    text: "SELECT * FROM c WHERE c.status = 'deleting' AND c.deletion.purgeAt <= @now",
    parameters: { now: clock.now().toISOString() },
  });
  const gone: string[] = [];
  for await (const organisation of due) {
    const { id } = organisation;
    try {
      if (!(await beginPurge(id, services)) || !(await purge(id, services))) continue;
      // Every job is billed: nothing is added to the ledger any more.
      await closeForGood(organisation, services);
      await organisations.delete([id], id);
      gone.push(id);
    } catch (error) {
      // The next run retries. One failing organisation must not stop the others.
      log.error('An organisation could not be purged.', { organisation: id, error });
    }
  }
  return gone;
}

/** @returns whether nothing is left */
async function purge(organisation: string, services: JobServices): Promise<boolean> {
  const { jobs, uploads, counters, webhookSecrets } = services;
  const { devices, apiTokens, oauthClients, registrationTokens } = services;
  await services.blobs.deleteContainer(blobContainerOf(organisation));
  // A deleted record can no longer be billed.
  await each<BillableJob>(jobs, organisation, async (job) => {
    await bill(job, services);
    await jobs.delete([organisation, job.id], job.id);
  });
  await each<Device>(devices, organisation, async (device) => {
    await releaseWhatItHolds(device, services);
    await devices.delete([device.id], device.id);
  });
  for (const records of [uploads, counters, webhookSecrets] as Records<{ id: string }>[])
    await each(records, organisation, async ({ id }) => {
      await records.delete([organisation, id], id);
    });
  for (const records of [apiTokens, oauthClients, registrationTokens] as Records<{ id: string }>[])
    await each(records, organisation, async ({ id }) => {
      await records.delete([id], id);
    });
  const purged = [
    jobs,
    devices,
    uploads,
    counters,
    webhookSecrets,
    apiTokens,
    oauthClients,
    registrationTokens,
  ];
  for (const records of purged as Records<{ id: string }>[])
    for await (const _ of recordsOf(records, organisation)) return false;
  return true;
}

const recordsOf = <T extends { id: string }>(
  records: Pick<Records<{ id: string }>, 'query'>,
  organisation: string,
) =>
  records.query<T>({
    text: 'SELECT * FROM c WHERE c.organisationId = @organisation',
    parameters: { organisation },
  });

const each = <T extends { id: string }>(
  records: Pick<Records<{ id: string }>, 'query'>,
  organisation: string,
  work: (record: T) => Promise<void>,
) => concurrently(recordsOf<T>(records, organisation), share, work);
