import { deleteFound } from '../azure/deleteFound.ts';
import { day } from './certificateRecord.ts';
import type { ExposureServices } from './services.ts';

/** Deletes expired records that the time to live has not deleted. @returns the number of deleted records. */
export async function sweepCertificates({
  certificates,
  clock,
}: Pick<ExposureServices, 'certificates' | 'clock'>): Promise<number> {
  const before = Math.floor(clock.now().getTime() / 1000) - day;
  return deleteFound(certificates, {
    text: 'SELECT c.id FROM c WHERE c.expires < @before',
    parameters: { before },
  });
}
