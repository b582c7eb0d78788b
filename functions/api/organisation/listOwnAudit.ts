import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { auditPage, auditQuery } from '../../../shared/http/records/auditPage.ts';
import { pageMembers } from '../../../shared/http/records/recordPages.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import { auditView } from '../../../shared/tenancy/audit/auditRecord.ts';

export const listOwnAudit = endpoint({
  name: 'listOwnAudit',
  method: 'GET',
  route: 'v1/organisation/audit',
  summary: 'List the audit log of the organisation',
  description: 'Every change to the organisation, newest first, for 25 months.',
  tag: 'organisation',
  auth: callersWith('organisation:admin'),
  query: auditQuery,
  responses: {
    200: {
      description: 'A page of the audit log.',
      body: z.object({ entries: z.array(auditView), ...pageMembers }).meta({ id: 'OwnAuditPage' }),
    },
  },
  errors: ['invalid_parameter'],
  handler: async ({ query, caller }, services) => ({
    status: 200,
    body: await auditPage(
      { path: '/v1/organisation/audit', query, subject: caller.organisationId },
      services,
    ),
  }),
});
