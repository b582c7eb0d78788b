import { z } from 'zod';
import about from '../../package.json' with { type: 'json' };
import { endpoint } from '../../shared/http/endpoint.ts';
import { packageDigest } from '../../shared/runtime/packageDigest.ts';

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
        .object({
          version: z.string().describe('Semantic Versioning, as in the changelog.'),
          role: z.string().describe('`api`, `admin`, `convert`, `batch` or `all`.'),
          digest: z
            .hash('sha256')
            .optional()
            .describe(
              'SHA-256 of the files of the package that runs, as in the list of the release. Absent if the app runs from its sources.',
            ),
        })
        .meta({ id: 'Version' }),
    },
  },
  handler: async (_request, { config }) => {
    const digest = await packageDigest();
    return { status: 200, body: { version: about.version, role: config.role, ...(digest && { digest }) } };
  },
});
