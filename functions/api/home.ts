import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { endpoint } from '../../shared/http/endpoint.ts';

const headers = { vary: 'accept' };

/** `GET /`: whoever opens the app's address in a browser is led to its documentation. */
export const home = endpoint({
  name: 'home',
  method: 'GET',
  // Here a leading slash is the route: an empty one would be the name of the function.
  route: '/',
  summary: 'The way to this documentation, for browsers',
  tag: 'documentation',
  auth: 'none',
  headers: z.object({ accept: z.string().optional() }),
  responses: { 302: { description: 'The documentation is there.', headers: { Location: '`/docs`.' } } },
  errors: ['not_found'],
  handler: ({ headers: { accept } }) => {
    if (accept && /\btext\/html\b/i.test(accept))
      return { status: 302, headers: { ...headers, location: '/docs' } } as const;
    throw new ConveyorError('not_found', {
      detail: 'There is nothing here: the API is described at /docs and in /openapi.json.',
      headers,
    });
  },
});
