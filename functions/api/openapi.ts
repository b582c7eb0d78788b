import { z } from 'zod';
import about from '../../package.json' with { type: 'json' };
import { entityTag, isNotModified } from '../../shared/http/conditional.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { endpoints } from '../../shared/http/manifest.ts';

/** The sections of the document, in the order in which a newcomer reads them. */
const sections = {
  devices: 'Register once; the token is the credential of every later call.',
  jobs: 'Submit a document, follow the job, fetch its result.',
  uploads: 'Upload large files directly to storage and use them in a job.',
  webhooks: 'Get a signed request when a job ends, instead of polling.',
  usage: 'The billed usage of a device.',
  'exposure keys': 'Publish the keys of a phone whose owner is infected.',
  exports: 'The signed files that all phones fetch; for operators, when they are made.',
  'health authorities': 'Who vouches for reports; for operators.',
  regions: 'Where keys are published and exported; for operators.',
  health: 'For whoever keeps it running.',
  documentation: 'What you are reading.',
};

/** With what a client begins; it comes first in its section. */
const beginnings = ['registerDevice', 'submitJob', 'beginUpload', 'publishKeys', 'docs'];

let made: Promise<{ body: string; etag: string }> | undefined;

/** The document of every endpoint of this app, made when first asked for: by then all are declared. */
async function make() {
  const { openApiDocument } = await import('../../shared/http/openApi.ts');
  const document = openApiDocument(endpoints, {
    title: 'Conveyor',
    version: about.version,
    description: about.description,
    // Relative to where the document was fetched: right behind any gateway, and the same bytes for every host name.
    server: '/',
    sections,
    beginnings,
  });
  const body = JSON.stringify(document);
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
      headers: { ETag: 'Its version.' },
    },
    304: { description: 'The document that the caller has is the present one.' },
  },
  handler: async ({ headers }) => {
    made ??= make();
    const { body, etag } = await made;
    const cached = { etag, 'cache-control': 'public, max-age=300' };
    if (isNotModified(headers['if-none-match'], etag)) return { status: 304, headers: cached };
    return { status: 200, body, headers: cached };
  },
});
