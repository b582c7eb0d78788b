import { endpoint } from '../../../shared/http/endpoint.ts';
import { callersWith } from '../../../shared/identity/access.ts';
import {
  exampleQuotaStates,
  quotaStates,
  quotaStatesView,
} from '../../../shared/tenancy/quotas/quotaStates.ts';

export const getQuotas = endpoint({
  name: 'getQuotas',
  method: 'GET',
  route: 'v1/quotas',
  summary: 'Get quotas',
  description:
    'The quotas of the organisation of the caller, and what is used of them; in the organisation `default`, those of this caller. The request itself is not counted.',
  tag: 'usage',
  auth: callersWith('usage:read'),
  metered: false,
  responses: {
    200: {
      description: 'The quotas. An organisation without quotas has an empty list.',
      body: quotaStatesView,
      examples: { standard: exampleQuotaStates },
    },
  },
  handler: async ({ caller }, services) => ({ status: 200, body: await quotaStates(caller, services) }),
});
