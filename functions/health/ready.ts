import { z } from 'zod';
import { type Readiness, readiness } from '../../shared/health/readiness.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
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
          milliseconds: z.int().optional().describe('How long it took to answer.'),
          reason: z.string().optional().describe('Why it is not ready.'),
          details: z
            .record(z.string(), z.number())
            .optional()
            .describe(
              'Of the queues: the jobs in it, and how long the oldest has waited, in seconds. Of the engines: how many are ready, and how many of them are browsers without their sandbox.',
            ),
        }),
      )
      .describe('Each dependency; latencies and reasons are for operators only.'),
  })
  .meta({ id: 'Readiness' });

export const ready = endpoint({
  name: 'ready',
  method: 'GET',
  route: 'health/ready',
  summary: 'Whether everything the app needs can be reached',
  description:
    'Asked at most every 10 seconds. With the operator key it tells latencies, reasons and the state of the queue.',
  tag: 'health',
  auth: 'none',
  gateway: 'exempt',
  headers: z.object({ authorization: z.string().optional() }),
  responses: {
    200: { description: 'Ready.', body: view },
    503: { description: 'Not ready.', body: view },
  },
  handler: async ({ headers }, services) => {
    const state = await readiness(services);
    const all = await isOperator(headers.authorization, services);
    return {
      status: state.ready ? 200 : 503,
      body: {
        status: state.ready ? 'ready' : 'unready',
        checkedAt: state.checkedAt,
        checks: checksOf(state, all),
      },
    };
  },
});

function checksOf({ checks }: Readiness, all: boolean) {
  return all ? checks : checks.map(({ name, ready: isReady }) => ({ name, ready: isReady }));
}

/** Whoever cannot show the key, and a role that may not read it, gets the short answer. */
async function isOperator(authorization: string | undefined, services: Services): Promise<boolean> {
  if (authorization === undefined || !mayRead(services.config.role, 'operator-key')) return false;
  try {
    await services.authenticate.operator(authorization, services);
    return true;
  } catch (error) {
    services.log.debug('No operator asks for readiness.', { error });
    return false;
  }
}
