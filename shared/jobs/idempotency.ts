import { createHash } from 'node:crypto';
import type { ContainerDeclaration } from '../azure/cosmos.ts';
import type { InputFile } from '../conversion/converter.ts';
import type { Step } from '../conversion/steps.ts';
import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';

/** What was asked for with an `Idempotency-Key`, and the job that it is. Kept for 24 hours. */
export interface IdempotencyClaim {
  /** SHA-256 of caller and key; the partition too. */
  id: string;
  jobId: string;
  /** SHA-256 of the steps and the files. */
  request: string;
  createdAt: string;
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
  request: { caller: CallerOf<'device'>; steps: Step[]; files: InputFile[]; jobId: string },
  { idempotency, clock }: Services,
): Promise<IdempotencyClaim> {
  const { organisationId, deviceId } = request.caller;
  const mine: IdempotencyClaim = {
    id: sha256([organisationId, deviceId, key]),
    jobId: request.jobId,
    request: sha256([
      JSON.stringify(request.steps),
      ...request.files.flatMap((file) => [file.name, file.bytes]),
    ]),
    createdAt: clock.now().toISOString(),
  };
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

/** Each part with its length before it, so that no two lists give the same bytes. */
function sha256(parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}
