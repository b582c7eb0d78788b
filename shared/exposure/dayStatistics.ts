import { z } from 'zod';
import { dayOf } from '../identity/device.ts';
import type { Services } from '../services.ts';
import { healthAuthorityId } from './healthAuthority.ts';
import { readCounts } from './publishStatistics.ts';
import { leastPublishes, withheld } from './withheld.ts';

const few = 'null where fewer than ten publishes stand behind it';

export const dayStatisticsSchema = z
  .object({
    healthAuthorityID: healthAuthorityId,
    day: z.iso.date(),
    publishes: z.int().nullable().describe(`Publishes that stored something; ${few}.`),
    keys: z.int().nullable().describe('Keys that they brought.'),
    revisions: z.int().nullable().describe('Publishes that revised keys.'),
    onsetMissing: z.int().nullable().describe('Publishes for which nobody named an onset of symptoms.'),
    oldestKeyDays: z
      .array(z.int().nullable())
      .describe('Publishes by the age of their oldest key: 0 to 15 days, and more.'),
    onsetDays: z
      .array(z.int().nullable())
      .describe('Publishes by the days since the onset of symptoms: 0 to 28, and more.'),
  })
  .meta({ id: 'PublishStatistics' });

/**
 * The publishes of a health authority on a day, where enough stand behind a number. Of a day that has not ended nothing is
 * told: whoever asked again and again would see each publish.
 */
export async function dayStatistics(
  authorityId: string,
  day: string,
  services: Services,
): Promise<z.input<typeof dayStatisticsSchema>> {
  const { clock, config } = services;
  const counts = await readCounts(authorityId, day, services);
  const settled = dayOf(new Date(clock.now().getTime() - config.publishSeconds * 1000));
  const told = day < settled && counts.publishes >= leastPublishes;
  const [revisions = null] = withheld([counts.revisions, counts.publishes - counts.revisions]);
  // A revision need not bring a key; every other publish does.
  const keysTold = counts.publishes - counts.revisions >= leastPublishes;
  // Each publish stands in one count of the onset: that nobody named it is one of them.
  const [onsetMissing = null, ...onsetDays] = told
    ? withheld([counts.onsetMissing, ...counts.onset])
    : [null, ...counts.onset.map(() => null)];
  return {
    healthAuthorityID: authorityId,
    day,
    publishes: told ? counts.publishes : null,
    keys: told && keysTold ? counts.keys : null,
    revisions: told ? revisions : null,
    onsetMissing,
    oldestKeyDays: told ? withheld(counts.oldestKey) : counts.oldestKey.map(() => null),
    onsetDays,
  };
}
