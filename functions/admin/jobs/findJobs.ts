import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import {
  type Condition,
  equals,
  listQuery,
  pageMembers,
  pageOf,
} from '../../../shared/http/records/recordPages.ts';
import { operators } from '../../../shared/identity/access.ts';
import { operatorJobView, viewForOperator } from '../../../shared/jobs/findForOperator.ts';
import { firstIdAt } from '../../../shared/jobs/jobId.ts';
import { statuses } from '../../../shared/jobs/states.ts';
import { organisationId } from '../../../shared/tenancy/organisation.ts';

const moment = z.iso.datetime();

/** An id contains the time of its creation. */
const createdAt = (beyond: '>=' | '<', parameter: string, time: string | undefined): Condition[] =>
  time === undefined
    ? []
    : [{ text: `c.id ${beyond} @${parameter}`, parameters: { [parameter]: firstIdAt(new Date(time)) } }];

export const findJobs = endpoint({
  name: 'findJobs',
  method: 'GET',
  route: 'v1/admin/jobs',
  summary: 'Find jobs',
  description: 'The jobs of all organisations, newest first.',
  tag: 'jobs of organisations',
  auth: operators('reader'),
  query: listQuery(
    ['id'],
    {
      organisation: organisationId.optional(),
      caller: z.string().max(100).optional().describe('The id of a caller.'),
      status: z.enum(statuses).optional(),
      code: z.string().max(100).optional().describe('The error code of failed jobs.'),
      from: moment.optional().describe('Created at this moment or later.'),
      to: moment.optional().describe('Created before this moment.'),
    },
    '-id',
  ),
  responses: {
    200: {
      description: 'A page of jobs.',
      body: z.object({ jobs: z.array(operatorJobView), ...pageMembers }).meta({ id: 'OperatorJobPage' }),
    },
  },
  errors: ['invalid_parameter'],
  handler: async ({ query }, { jobs }) => {
    const { records, ...page } = await pageOf(jobs, {
      path: '/v1/admin/jobs',
      query,
      conditions: [
        ...equals('organisationId', query.organisation),
        ...equals('callerId', query.caller),
        ...equals('status', query.status),
        ...equals('error.code', query.code, 'code'),
        ...createdAt('>=', 'from', query.from),
        ...createdAt('<', 'to', query.to),
      ],
    });
    return { status: 200, body: { jobs: records.map(viewForOperator), ...page } };
  },
});
