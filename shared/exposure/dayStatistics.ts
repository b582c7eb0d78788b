import { z } from 'zod';
import { dayOf } from '../identity/device.ts';
import { healthAuthorityId } from './healthAuthority.ts';
import { readCounts } from './publishStatistics.ts';
import type { ExposureServices } from './services.ts';
import { minimumPublishes, withholdSmallCounts } from './withholdSmallCounts.ts';

const nullRule = 'null if it is based on fewer than ten publishes';

export const dayStatisticsSchema = z
  .object({
    healthAuthorityID: healthAuthorityId,
    day: z.iso.date(),
    publishes: z.int().nullable().describe(`Publishes that stored or revised keys; ${nullRule}.`),
    keys: z.int().nullable().describe('Keys stored by these publishes.'),
    revisions: z.int().nullable().describe('Publishes that revised keys.'),
    onsetMissing: z.int().nullable().describe('Publishes without a date of symptom onset.'),
    oldestKeyDays: z
      .array(z.int().nullable())
      .describe('Publishes by the age of their oldest key: 0 to 15 days, then 16 days and more.'),
    onsetDays: z
      .array(z.int().nullable())
      .describe('Publishes by the days since the onset of symptoms: 0 to 28, then 29 and more.'),
  })
  .meta({ id: 'PublishStatistics' });

/**
 * The publish counts of a health authority on a day. Counts of fewer than ten publishes are withheld. All counts of a day
 * that has not ended are withheld: repeated requests would reveal each single publish.
 */
export async function dayStatistics(
  authorityId: string,
  day: string,
  services: ExposureServices,
): Promise<z.input<typeof dayStatisticsSchema>> {
  const { clock, config } = services;
  const counts = await readCounts(authorityId, day, services);
  const settled = dayOf(new Date(clock.now().getTime() - config.publishSeconds * 1000));
  const visible = day < settled && counts.publishes >= minimumPublishes;
  const [revisions = null] = withholdSmallCounts([counts.revisions, counts.publishes - counts.revisions]);
  // A revision may store no new key; every other publish stores at least one.
  const keysVisible = counts.publishes - counts.revisions >= minimumPublishes;
  // Each publish is in exactly one count of the onset, `onsetMissing` included.
  const [onsetMissing = null, ...onsetDays] = visible
    ? withholdSmallCounts([counts.onsetMissing, ...counts.onset])
    : [null, ...counts.onset.map(() => null)];
  return {
    healthAuthorityID: authorityId,
    day,
    publishes: visible ? counts.publishes : null,
    keys: visible && keysVisible ? counts.keys : null,
    revisions: visible ? revisions : null,
    onsetMissing,
    oldestKeyDays: visible ? withholdSmallCounts(counts.oldestKey) : counts.oldestKey.map(() => null),
    onsetDays,
  };
}
