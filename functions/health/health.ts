import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';

export const health = endpoint({
  name: 'health',
  method: 'GET',
  route: 'health',
  summary: 'Liveness of the app',
  tag: 'health',
  auth: 'none',
  gateway: 'exempt',
  responses: {
    200: {
      description: 'The app is up.',
      body: z.object({ status: z.literal('up') }).meta({ id: 'Health' }),
    },
  },
  handler: () => ({ status: 200, body: { status: 'up' } }),
});
