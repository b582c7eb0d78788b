import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { auditPage, auditQuery } from '../../../shared/http/records/auditPage.ts';
import { pageMembers } from '../../../shared/http/records/recordPages.ts';
import { operators } from '../../../shared/identity/access.ts';
import { auditView } from '../../../shared/tenancy/audit/auditRecord.ts';

export const listAudit = endpoint({
  name: 'listAudit',
  method: 'GET',
  route: 'v1/admin/audit',
  summary: 'List the audit log',
  description:
    'Every change by an operator or by an administrator of an organisation, newest first, for 25 months. An entry whose outcome is `started` belongs to a request whose process died.',
  tag: 'audit log',
  auth: operators('reader'),
  query: auditQuery.extend({
    subject: z.string().max(40).optional().describe('An organisation, or `deployment`.'),
  }),
  responses: {
    200: {
      description: 'A page of the audit log.',
      body: z.object({ entries: z.array(auditView), ...pageMembers }).meta({ id: 'AuditPage' }),
    },
  },
  errors: ['invalid_parameter'],
  handler: async ({ query }, services) => ({
    status: 200,
    body: await auditPage({ path: '/v1/admin/audit', query, subject: query.subject }, services),
  }),
});
