import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { endpoint } from '../../shared/http/endpoint.ts';

const headers = { vary: 'accept' };

/** `GET /`: redirects browsers to the documentation. */
export const home = endpoint({
  name: 'home',
  method: 'GET',
  // An empty route would default to the name of the function.
  route: '/',
  summary: 'Redirect browsers to the documentation',
  tag: 'documentation',
  auth: 'none',
  headers: z.object({ accept: z.string().optional() }),
  responses: {
    302: { description: 'The location of the documentation.', headers: { Location: '`/docs`.' } },
  },
  errors: ['not_found'],
  handler: ({ headers: { accept } }) => {
    if (accept && /\btext\/html\b/i.test(accept))
      return { status: 302, headers: { ...headers, location: '/docs' } } as const;
    throw new ConveyorError('not_found', {
      detail: 'No resource exists here. The API is documented at /docs and in /openapi.json.',
      headers,
    });
  },
});
