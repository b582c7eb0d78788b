import { createHash } from 'node:crypto';
import type { Stored } from '../../azure/cosmos.ts';
import { optimisticUpdate } from '../../azure/optimisticUpdate.ts';
import { ConveyorError } from '../../errors.ts';
import type { TenantCaller } from '../../identity/caller.ts';
import type { JobServices } from '../services.ts';
import { type FingerprintedRequest, fingerprintOf, matchesFingerprint } from './fingerprint.ts';
import type { Fingerprint } from './idempotencyClaim.ts';
import { type IdempotencyClaim, idempotencyMilliseconds } from './idempotencyClaim.ts';

/** A request with an `Idempotency-Key`. */
export interface ClaimedRequest extends FingerprintedRequest {
  caller: TenantCaller;
  /** The id of the job if the key is new. */
  jobId: string;
}

/**
 * Claims a key for a job id. Every request with the same key and content, concurrent or later, gets the same id. Jobs
 * are create-only, so all of them result in one job, even if an earlier request died halfway.
 * @throws ConveyorError `idempotency_key_reused` if the key was used with another request.
 */
export async function claim(
  key: string,
  request: ClaimedRequest,
  services: JobServices,
): Promise<IdempotencyClaim> {
  const { idempotency } = services;
  const mine = await claimOf(key, request, services);
  return optimisticUpdate<Stored<IdempotencyClaim> | undefined, IdempotencyClaim>({
    tries: 5,
    // Keys are usually new: the create shows whether one is.
    held: { found: undefined },
    read: () => idempotency.read([mine.id], mine.id),
    decide: async (stored) => {
      if (stored && !isExpired(stored.record, services))
        return { result: await requireSameRequest(stored.record, mine, request, services) };
      if (stored) await idempotency.delete([mine.id], mine.id, stored.etag);
      return { write: async () => (await idempotency.create(mine))?.record };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable')),
  });
}

/**
 * The claim of an earlier request with the same key, if there is one.
 * @throws ConveyorError `idempotency_key_reused` if the key was used with another request.
 */
export async function findClaim(
  key: string,
  request: ClaimedRequest,
  services: JobServices,
): Promise<IdempotencyClaim | undefined> {
  const { idempotency } = services;
  const id = idOf(key, request);
  const stored = await idempotency.read([id], id);
  if (!stored || isExpired(stored.record, services)) return undefined;
  return requireSameRequest(stored.record, await fingerprintOf(request, services), request, services);
}

/** Deletes the claim of a job. An expired key may already belong to a newer job, whose claim stays. */
export async function deleteClaim(
  claimId: string,
  jobId: string,
  { idempotency }: Pick<JobServices, 'idempotency'>,
): Promise<void> {
  const stored = await idempotency.read([claimId], claimId);
  if (stored?.record.jobId === jobId) await idempotency.delete([claimId], claimId, stored.etag);
}

const isExpired = ({ createdAt }: IdempotencyClaim, { clock }: Pick<JobServices, 'clock'>) =>
  clock.now().getTime() - Date.parse(createdAt) >= idempotencyMilliseconds;

async function claimOf(
  key: string,
  request: ClaimedRequest,
  services: JobServices,
): Promise<IdempotencyClaim> {
  return {
    id: idOf(key, request),
    jobId: request.jobId,
    ...(await fingerprintOf(request, services)),
    createdAt: services.clock.now().toISOString(),
  };
}

/** Each part is prefixed with its length, so that no two lists hash the same bytes. */
function idOf(key: string, { caller }: ClaimedRequest): string {
  const hash = createHash('sha256');
  for (const part of [caller.organisationId, caller.callerId, key])
    hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

async function requireSameRequest(
  claimed: IdempotencyClaim,
  mine: Fingerprint,
  request: ClaimedRequest,
  services: JobServices,
): Promise<IdempotencyClaim> {
  if (await matchesFingerprint(claimed, mine, request, services)) return claimed;
  throw new ConveyorError('idempotency_key_reused');
}
