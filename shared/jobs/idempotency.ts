import { createHash } from 'node:crypto';
import type { ContainerDeclaration } from '../azure/cosmos.ts';
import type { InputFile } from '../conversion/converter.ts';
import type { Step } from '../conversion/steps.ts';
import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import type { InputSource } from './sources.ts';

/** What was asked for with an `Idempotency-Key`, and the job that it is. Kept for 24 hours. */
export interface IdempotencyClaim {
  /** SHA-256 of caller and key; the partition too. */
  id: string;
  jobId: string;
  /** SHA-256 of the steps and the files. */
  request: string;
  createdAt: string;
}

/** What a key stands for. */
export interface ClaimedRequest {
  caller: CallerOf<'device'>;
  steps: Step[];
  files: InputFile[];
  sources: InputSource[];
  callbackUrl?: string | undefined;
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
  { idempotency, clock }: Services,
): Promise<IdempotencyClaim> {
  const mine = claimOf(key, request, clock.now());
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
    if (stored.record.request !== mine.request) throw new ConveyorError('idempotency_key_reused');
    return stored.record;
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
  { idempotency, clock }: Services,
): Promise<IdempotencyClaim | undefined> {
  const now = clock.now();
  const mine = claimOf(key, request, now);
  const stored = await idempotency.read([mine.id], mine.id);
  if (!stored || now.getTime() - Date.parse(stored.record.createdAt) >= idempotencyMilliseconds)
    return undefined;
  if (stored.record.request !== mine.request) throw new ConveyorError('idempotency_key_reused');
  return stored.record;
}

/** Forgets the claim of a job. Once it has run out, its key may be another job's. */
export async function unclaim(claimId: string, jobId: string, { idempotency }: Services): Promise<void> {
  const stored = await idempotency.read([claimId], claimId);
  if (stored?.record.jobId === jobId) await idempotency.delete([claimId], claimId, stored.etag);
}

function claimOf(
  key: string,
  { caller, steps, files, sources, callbackUrl, jobId }: ClaimedRequest,
  now: Date,
): IdempotencyClaim {
  const elsewhere = sources.length > 0 || callbackUrl !== undefined;
  return {
    id: sha256([caller.organisationId, caller.deviceId, key]),
    jobId,
    request: sha256([
      JSON.stringify(steps),
      ...files.flatMap((file) => [file.name, file.bytes]),
      ...(elsewhere ? [JSON.stringify({ sources, callbackUrl })] : []),
    ]),
    createdAt: now.toISOString(),
  };
}

/** Each part with its length before it, so that no two lists give the same bytes. */
function sha256(parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}
