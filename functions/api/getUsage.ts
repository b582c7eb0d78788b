import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { longestRange, usageOf } from '../../shared/tenancy/usage.ts';
import { usageQuery, usageResponses } from '../../shared/tenancy/usageEndpoint.ts';

export const getUsage = endpoint({
  name: 'getUsage',
  method: 'GET',
  route: 'v1/usage',
  summary: 'Get usage',
  description: `The usage of this caller, or of its organisation, per day (UTC) on which jobs ended, for at most ${longestRange} days per request. A job is counted once, about a minute after its end, and stays counted after it is deleted.`,
  tag: 'usage',
  auth: callersWith('usage:read'),
  query: usageQuery.extend({
    of: z
      .enum(['caller', 'organisation'])
      .default('caller')
      .describe('Whose usage. A device sees only its own.'),
  }),
  responses: usageResponses,
  errors: ['insufficient_scope'],
  handler: async ({ query, caller }, services) => {
    const { organisationId } = caller;
    const isWhole = query.of === 'organisation';
    if (isWhole && caller.kind === 'device') throw new ConveyorError('insufficient_scope');
    return { status: 200, body: await usageOf(query, isWhole ? { organisationId } : caller, services) };
  },
});
