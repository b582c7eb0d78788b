import { z } from 'zod';
import about from '../../package.json' with { type: 'json' };
import { endpoint } from '../../shared/http/endpoint.ts';

export const version = endpoint({
  name: 'version',
  method: 'GET',
  route: 'version',
  summary: 'Version of the app',
  description: 'Changes with a deployment, so it shows which version a slot runs.',
  tag: 'health',
  auth: 'none',
  responses: {
    200: {
      description: 'The version.',
      body: z
        .object({ version: z.string().describe('Semantic Versioning, as in the changelog.') })
        .meta({ id: 'Version' }),
    },
  },
  handler: () => ({ status: 200, body: { version: about.version } }),
});
