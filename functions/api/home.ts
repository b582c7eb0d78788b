import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { unbuiltPage } from '../../shared/http/unbuiltPage.ts';
import { webFile } from '../../shared/http/webApp.ts';
import { pageSecurityPolicy, webFileResponse } from '../../shared/http/webFileResponse.ts';

const html = 'text/html; charset=utf-8';
const vary = { vary: 'accept, accept-encoding' };
const policy = { 'content-security-policy': pageSecurityPolicy, 'referrer-policy': 'no-referrer' };

/** `GET /`: the page, for browsers. */
export const home = endpoint({
  name: 'home',
  method: 'GET',
  // An empty route would default to the name of the function.
  route: '/',
  summary: 'The page that converts documents',
  description: 'For browsers. With `WEB=off`, browsers are redirected to this documentation.',
  tag: 'documentation',
  auth: 'none',
  headers: z.object({
    accept: z.string().optional(),
    'accept-encoding': z.string().optional(),
    'if-none-match': z.string().optional(),
  }),
  responses: {
    200: { description: 'The page.', body: { contentType: html } },
    302: { description: 'The location of the documentation.', headers: { Location: '`/docs`.' } },
    304: { description: 'The cached page is current.' },
    503: {
      description: 'The page is being built. Only when the app runs from source.',
      body: { contentType: html },
    },
  },
  errors: ['not_found'],
  handler: async ({ headers }, { config }) => {
    if (!/\btext\/html\b/i.test(headers.accept ?? ''))
      throw new ConveyorError('not_found', {
        detail: 'No resource exists here. The API is documented at /docs and in /openapi.json.',
        headers: vary,
      });
    if (config.web === 'off') return { status: 302, headers: { ...vary, location: '/docs' } } as const;
    const file = await webFile('index.html', headers['accept-encoding']);
    if (file)
      return webFileResponse(file, headers['if-none-match'], {
        ...vary,
        ...policy,
        'cache-control': 'no-cache',
      });
    return { status: 503, body: unbuiltPage, headers: { ...vary, ...policy, 'retry-after': '1' } } as const;
  },
});
