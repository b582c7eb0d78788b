import { defaultOrganisation } from '../tenancy/organisation.ts';
import type { CounterAddress } from '../tenancy/quotas/counter.ts';
import type { JobFile, JobInput, JobRecord } from './record.ts';
import type { JobServices } from './services.ts';

const total = (files: readonly Pick<JobFile, 'size'>[]) => files.reduce((sum, { size }) => sum + size, 0);

/** Bytes of the inputs in Blob Storage. A file at a URL is fetched and not stored. */
export const inputBytesOf = (inputs: readonly JobInput[]): number =>
  total(inputs.filter(({ url }) => url === undefined));

/** Bytes that the end of a job adds: its results and their ZIP. */
export const resultBytesOf = ({ results = [], archive }: Pick<JobRecord, 'results' | 'archive'>): number =>
  total(archive ? [...results, archive] : results);

/** Bytes of all jobs of a counter. */
export async function storedBytesOfAll(
  { partition: [organisationId], id }: CounterAddress,
  { jobs }: Pick<JobServices, 'jobs'>,
): Promise<number> {
  const ofCaller = organisationId === defaultOrganisation;
  const rows = jobs.query<{ bytes?: number }>({
    text: `SELECT SUM(c.storedBytes) AS bytes FROM c
      WHERE c.organisationId = @organisation${ofCaller ? ' AND c.callerId = @caller' : ''}`,
    parameters: { organisation: organisationId, ...(ofCaller && { caller: id }) },
    partition: [organisationId],
  });
  // Cosmos DB may return partial sums in several rows.
  let sum = 0;
  for await (const { bytes = 0 } of rows) sum += bytes;
  return sum;
}
