import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { entityTag, isNotModified } from '../../shared/http/conditional.ts';
import { type DocsFile, docsAsset } from '../../shared/http/docsAssets.ts';
import { docsPage, docsSecurityPolicy, docsStart, errorsPage } from '../../shared/http/docsPage.ts';
import { endpoint } from '../../shared/http/endpoint.ts';

const html = 'text/html; charset=utf-8';

/** What isn't from the package: name → the file, made when asked for. */
const own: Readonly<Record<string, () => DocsFile>> = {
  'start.js': () => textFile('text/javascript; charset=utf-8', docsStart),
  errors: () => textFile(html, errorsPage()),
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
  summary: 'This API as a page to read and to try',
  responses: {
    200: { description: 'The page.', body: { contentType: html } },
    304: { description: 'The page that the caller has is the present one.' },
  },
  handler: ({ headers }) => served(textFile(html, docsPage), headers['if-none-match']),
});

/** `GET /docs/{file}` */
export const docsFile = endpoint({
  ...common,
  name: 'docsFile',
  route: 'docs/{file}',
  summary: 'A part of the page',
  params: z.object({ file: z.string().meta({ examples: ['errors'] }) }),
  responses: {
    200: {
      description: 'The file.',
      body: { contentType: [html, 'text/css', 'text/javascript', 'image/png'] },
    },
    304: { description: 'The file that the caller has is the present one.' },
  },
  errors: ['not_found'],
  handler: async ({ params, headers }) => {
    const made = Object.hasOwn(own, params.file) ? own[params.file]?.() : undefined;
    const file = made ?? (await docsAsset(params.file));
    if (!file) throw new ConveyorError('not_found');
    return served(file, headers['if-none-match']);
  },
});

function textFile(contentType: string, text: string): DocsFile {
  return { contentType, bytes: Buffer.from(text), etag: entityTag(text) };
}

function served({ contentType, bytes, etag }: DocsFile, ifNoneMatch: string | undefined) {
  const headers = {
    etag,
    'cache-control': 'public, max-age=3600',
    'content-security-policy': docsSecurityPolicy,
    'referrer-policy': 'no-referrer',
  };
  if (isNotModified(ifNoneMatch, etag)) return { status: 304, headers } as const;
  return { status: 200, body: bytes, contentType, headers } as const;
}
