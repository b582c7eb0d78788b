import { z } from 'zod';
import about from '../../package.json' with { type: 'json' };
import { entityTag, isNotModified } from '../../shared/http/conditional.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { endpoints } from '../../shared/http/manifest.ts';

/** The sections of the document, in reading order. */
const sections = {
  devices: 'Register once. The token is the credential of every later request.',
  jobs: 'Submit a document, follow the job, download its result.',
  uploads: 'Upload large files directly to storage and use them in a job.',
  webhooks: 'Get a signed request when a job ends, instead of polling.',
  usage: 'The billed usage of a caller.',
  billing: 'Month statements.',
  organisation: 'The organisation of the caller. For its administrators.',
  organisations: 'The customers of the deployment. For operators.',
  'jobs of organisations': 'The jobs of all organisations. For operators.',
  operators: 'The keys of operators, and their roles. For operators.',
  tiers: 'What the organisations of a tier may use. For operators.',
  'audit log': 'Every change by an administrator. For operators.',
  'exposure keys': 'Publish the diagnosis keys of an infected user.',
  exports: 'The signed files that all phones download. Operators manage when they are created.',
  'health authorities': 'The authorities that certify diagnoses. For operators.',
  regions: 'The regions in which keys are published and exported. For operators.',
  health: 'Liveness and readiness, for monitoring.',
  documentation: 'This API reference.',
};

/** The entry points for new clients; listed first in their sections. */
const leading = ['registerDevice', 'submitJob', 'beginUpload', 'publishKeys', 'docs'];

let cached: Promise<{ body: string; etag: string }> | undefined;

/** The document of the endpoints that are declared. */
export async function document() {
  const { openApiDocument } = await import('../../shared/http/openApi/openApi.ts');
  const specification = openApiDocument(endpoints, {
    title: 'Conveyor',
    version: about.version,
    description: about.description,
    // Relative to the URL of the document: correct behind any gateway, and independent of the host name.
    server: '/',
    sections,
    leading,
  });
  return { ...specification, externalDocs: { description: 'Error codes', url: '/docs/errors' } };
}

/** Builds the response on first use, when every endpoint is declared. */
async function build() {
  const body = JSON.stringify(await document());
  return { body, etag: entityTag(body) };
}

/** `GET /openapi.json` */
export const openApi = endpoint({
  name: 'openApi',
  method: 'GET',
  route: 'openapi.json',
  summary: 'This API as an OpenAPI 3.1 document',
  tag: 'documentation',
  auth: 'none',
  headers: z.object({ 'if-none-match': z.string().optional() }),
  responses: {
    200: {
      description: 'The document.',
      body: { contentType: 'application/json' },
      headers: { ETag: 'The version of the document.' },
    },
    304: { description: 'The cached document is current.' },
  },
  handler: async ({ headers }) => {
    cached ??= build();
    const { body, etag } = await cached;
    const caching = { etag, 'cache-control': 'public, max-age=300' };
    if (isNotModified(headers['if-none-match'], etag)) return { status: 304, headers: caching };
    return { status: 200, body, headers: caching };
  },
});
