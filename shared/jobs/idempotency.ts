import { createHash } from 'node:crypto';
import type { ContainerDeclaration } from '../azure/cosmos.ts';
import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import {
  type Fingerprint,
  type FingerprintedRequest,
  fingerprintOf,
  isFingerprintOf,
} from './fingerprint.ts';

/** What was asked for with an `Idempotency-Key`, and the job that it is. Kept for 24 hours. */
export interface IdempotencyClaim extends Fingerprint {
  /** SHA-256 of caller and key; the partition too. */
  id: string;
  jobId: string;
  createdAt: string;
}

/** What a key stands for. */
export interface ClaimedRequest extends FingerprintedRequest {
  caller: CallerOf<'device'>;
  /** The id that the job gets if the key is new. */
  jobId: string;
}

/** How often a claim is tried that another one's deletion crosses. */
const rounds = 5;

const hours = 3600;
/** How long a key is remembered, in ms. */
export const idempotencyMilliseconds = 24 * hours * 1000;

export const idempotencyContainer: ContainerDeclaration = {
  name: 'idempotency',
  partitionKey: ['/id'],
  indexed: ['/createdAt/?'],
  timeToLive: 48 * hours,
};

/**
 * Claims a key for a job id. Whoever comes with the same key and request, now or later, gets the same id, so that
 * all of them make the one job (its creation is create-only), wherever an earlier one died.
 * @throws ConveyorError `idempotency_key_reused` if the key was used with another request.
 */
export async function claim(
  key: string,
  request: ClaimedRequest,
  services: Services,
): Promise<IdempotencyClaim> {
  const { idempotency, clock } = services;
  const mine = await claimOf(key, request, services);
  for (let round = 0; round < rounds; round++) {
    if (await idempotency.create(mine)) return mine;
    const stored = await idempotency.read([mine.id], mine.id);
    // Deleted between the two calls: the next round creates it.
    if (!stored) continue;
    const age = clock.now().getTime() - Date.parse(stored.record.createdAt);
    if (age >= idempotencyMilliseconds) {
      await idempotency.delete([mine.id], mine.id, stored.etag);
      continue;
    }
    return mustBeOf(stored.record, mine, request, services);
  }
  throw new ConveyorError('unavailable');
}

/**
 * The claim of an earlier request with the same key, if there is one.
 * @throws ConveyorError `idempotency_key_reused` if the key was used with another request.
 */
export async function recall(
  key: string,
  request: ClaimedRequest,
  services: Services,
): Promise<IdempotencyClaim | undefined> {
  const { idempotency, clock } = services;
  const id = idOf(key, request);
  const stored = await idempotency.read([id], id);
  const age = clock.now().getTime() - Date.parse(stored?.record.createdAt ?? '');
  if (!stored || age >= idempotencyMilliseconds) return undefined;
  return mustBeOf(stored.record, await fingerprintOf(request, services), request, services);
}

/** Forgets the claim of a job. Once it has run out, its key may be another job's. */
export async function unclaim(claimId: string, jobId: string, { idempotency }: Services): Promise<void> {
  const stored = await idempotency.read([claimId], claimId);
  if (stored?.record.jobId === jobId) await idempotency.delete([claimId], claimId, stored.etag);
}

async function claimOf(key: string, request: ClaimedRequest, services: Services): Promise<IdempotencyClaim> {
  return {
    id: idOf(key, request),
    jobId: request.jobId,
    ...(await fingerprintOf(request, services)),
    createdAt: services.clock.now().toISOString(),
  };
}

/** Each part with its length before it, so that no two lists give the same bytes. */
function idOf(key: string, { caller }: ClaimedRequest): string {
  const hash = createHash('sha256');
  for (const part of [caller.organisationId, caller.deviceId, key])
    hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

async function mustBeOf(
  claimed: IdempotencyClaim,
  mine: Fingerprint,
  request: ClaimedRequest,
  services: Services,
): Promise<IdempotencyClaim> {
  if (await isFingerprintOf(claimed, mine, request, services)) return claimed;
  throw new ConveyorError('idempotency_key_reused');
}
