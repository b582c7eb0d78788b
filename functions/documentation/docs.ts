import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { entityTag, isNotModified } from '../../shared/http/conditional.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { catalogueStyle } from '../../shared/http/openApi/cataloguePage.ts';
import { type DocsFile, docsAsset } from '../../shared/http/openApi/docsAssets.ts';
import { docsPage, docsSecurityPolicy, docsStart } from '../../shared/http/openApi/docsPage.ts';
import { errorsPage } from '../../shared/http/openApi/errorsPage.ts';
import { warningsPage } from '../../shared/jobs/warningsPage.ts';

const html = 'text/html; charset=utf-8';

/** Generated files: name → content. */
const generated: Readonly<Record<string, () => DocsFile>> = {
  'start.js': () => textFile('text/javascript; charset=utf-8', docsStart),
  errors: () => textFile(html, errorsPage()),
  warnings: () => textFile(html, warningsPage()),
  'catalogue.css': () => textFile('text/css; charset=utf-8', catalogueStyle),
};

const common = {
  method: 'GET',
  tag: 'documentation',
  auth: 'none',
  headers: z.object({ 'if-none-match': z.string().optional() }),
} as const;

/** `GET /docs` */
export const docs = endpoint({
  ...common,
  name: 'docs',
  route: 'docs',
  summary: 'Interactive API reference',
  responses: {
    200: { description: 'The page.', body: { contentType: html } },
    304: { description: 'The cached page is current.' },
  },
  handler: ({ headers }) => fileResponse(textFile(html, docsPage), headers['if-none-match']),
});

/** `GET /docs/{file}` */
export const docsFile = endpoint({
  ...common,
  name: 'docsFile',
  route: 'docs/{file}',
  summary: 'Asset of the API reference',
  params: z.object({ file: z.string().meta({ examples: ['errors'] }) }),
  responses: {
    200: {
      description: 'The file.',
      body: { contentType: [html, 'text/css', 'text/javascript', 'image/png'] },
    },
    304: { description: 'The cached file is current.' },
  },
  errors: ['not_found'],
  handler: async ({ params, headers }) => {
    const generatedFile = Object.hasOwn(generated, params.file) ? generated[params.file]?.() : undefined;
    const file = generatedFile ?? (await docsAsset(params.file));
    if (!file) throw new ConveyorError('not_found');
    return fileResponse(file, headers['if-none-match']);
  },
});

function textFile(contentType: string, text: string): DocsFile {
  return { contentType, bytes: Buffer.from(text), etag: entityTag(text) };
}

function fileResponse({ contentType, bytes, etag }: DocsFile, ifNoneMatch: string | undefined) {
  const headers = {
    etag,
    'cache-control': 'public, max-age=3600',
    'content-security-policy': docsSecurityPolicy,
    'referrer-policy': 'no-referrer',
  };
  if (isNotModified(ifNoneMatch, etag)) return { status: 304, headers } as const;
  return { status: 200, body: bytes, contentType, headers } as const;
}
