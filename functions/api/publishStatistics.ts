import { z } from 'zod';
import { dayStatistics, dayStatisticsSchema } from '../../shared/exposure/dayStatistics.ts';
import { healthAuthorityId } from '../../shared/exposure/healthAuthority.ts';
import { checkStatisticsReader } from '../../shared/exposure/statisticsReader.ts';
import { endpoint } from '../../shared/http/endpoint.ts';

/** `GET /v1/stats/publish` */
export const publishStatistics = endpoint({
  name: 'publishStatistics',
  method: 'GET',
  route: 'v1/stats/publish',
  summary: 'See how much was published on a day',
  description:
    'For operators, with their key, and for a health authority, with a JWT signed as its certificates are, for the audience `<audience>/statistics`. A day is told when it has ended, and a number only where at least ten publishes stand behind it.',
  tag: 'exposure keys',
  auth: 'none',
  query: z.strictObject({
    healthAuthorityID: healthAuthorityId,
    day: z.iso.date().describe('UTC.'),
  }),
  headers: z.object({ authorization: z.string().optional() }),
  responses: { 200: { description: 'The numbers of the day.', body: dayStatisticsSchema } },
  errors: ['unauthorized'],
  handler: async ({ query, headers }, services) => {
    await checkStatisticsReader(query.healthAuthorityID, headers.authorization, services);
    return { status: 200, body: await dayStatistics(query.healthAuthorityID, query.day, services) };
  },
});
