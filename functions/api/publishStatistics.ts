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
  summary: 'Get the publish statistics of a day',
  description:
    'Requires the operator key, or a JWT of the health authority that is signed like its certificates and has the audience `<audience>/statistics`. All numbers are null until the day has ended, and numbers based on fewer than ten publishes stay null.',
  tag: 'exposure keys',
  auth: 'none',
  query: z.strictObject({
    healthAuthorityID: healthAuthorityId,
    day: z.iso.date().describe('UTC.'),
  }),
  headers: z.object({ authorization: z.string().optional() }),
  responses: { 200: { description: 'The statistics.', body: dayStatisticsSchema } },
  errors: ['unauthorized'],
  handler: async ({ query, headers }, services) => {
    await checkStatisticsReader(query.healthAuthorityID, headers.authorization, services);
    return { status: 200, body: await dayStatistics(query.healthAuthorityID, query.day, services) };
  },
});
