import { z } from 'zod';
import { type Readiness, readiness } from '../../shared/health/readiness.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { authenticateOperator } from '../../shared/identity/authenticateOperator.ts';
import type { Role } from '../../shared/roles.ts';
import { mayRead } from '../../shared/secrets.ts';
import type { Services } from '../../shared/services.ts';

const view = z
  .object({
    status: z.enum(['ready', 'unready']),
    checkedAt: z.iso.datetime(),
    checks: z
      .array(
        z.object({
          name: z.string(),
          ready: z.boolean(),
          milliseconds: z.int().optional().describe('Latency of the check.'),
          reason: z.string().optional().describe('Why it is not ready.'),
          details: z
            .record(z.string(), z.number())
            .optional()
            .describe(
              'For queues: the number of sent and running jobs and the age of the oldest waiting one in seconds, for jobs that need the browser (`browser…`) and for all others. For engines: the number of ready engines, and how many of them are browsers without a sandbox.',
            ),
        }),
      )
      .describe('The state of each dependency. Latencies, reasons and details require the operator key.'),
  })
  .meta({ id: 'Readiness' });

export const ready = endpoint({
  name: 'ready',
  method: 'GET',
  route: 'health/ready',
  summary: 'Readiness of the app and its dependencies',
  description:
    'Dependencies are checked at most every 10 seconds. With the operator key, the response contains latencies, reasons and details. The role `convert`, which has no public route and cannot read that key, shows its details without it.',
  tag: 'health',
  auth: 'none',
  gateway: 'exempt',
  headers: z.object({ authorization: z.string().optional() }),
  responses: {
    200: { description: 'The app is ready.', body: view },
    503: { description: 'The app is not ready.', body: view },
  },
  handler: async ({ headers }, services) => {
    const state = await readiness(services);
    const isDetailed = await isOperator(headers.authorization, services);
    return {
      status: state.ready ? 200 : 503,
      body: {
        status: state.ready ? 'ready' : 'unready',
        checkedAt: state.checkedAt,
        checks: checksOf(state, isDetailed, services.config.role),
      },
    };
  },
});

/**
 * The checks that the caller may see. A role that cannot verify the operator key has no public route: it shows the figures to everyone,
 * but no reasons, which can contain addresses.
 */
function checksOf({ checks }: Readiness, isDetailed: boolean, role: Role) {
  if (isDetailed) return checks;
  const showsDetails = !mayRead(role, 'operator-key');
  return checks.map(({ name, ready: isReady, details }) => ({
    name,
    ready: isReady,
    ...(showsDetails && details && { details }),
  }));
}

/** False without a valid operator key, and in roles that may not read that key. */
async function isOperator(authorization: string | undefined, services: Services): Promise<boolean> {
  if (authorization === undefined || !mayRead(services.config.role, 'operator-key')) return false;
  try {
    await authenticateOperator(authorization, services);
    return true;
  } catch (error) {
    services.log.debug('The operator key of a readiness request is invalid.', { error });
    return false;
  }
}
