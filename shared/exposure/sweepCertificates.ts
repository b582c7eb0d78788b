import type { Services } from '../services.ts';
import { day } from './certificateRecord.ts';

/** Deletes expired records that the time to live has not deleted. @returns the number of deleted records. */
export async function sweepCertificates({ certificates, clock }: Services): Promise<number> {
  const before = Math.floor(clock.now().getTime() / 1000) - day;
  let count = 0;
  for await (const { id } of certificates.query<{ id: string }>({
    text: 'SELECT c.id FROM c WHERE c.expires < @before',
    parameters: { before },
  }))
    if (await certificates.delete([id], id)) count++;
  return count;
}
