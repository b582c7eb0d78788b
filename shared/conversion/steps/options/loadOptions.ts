import { z } from 'zod';
import { anyCase } from './anyCase.ts';
import { encoding } from './encoding.ts';
import { httpUrl } from './httpUrl.ts';
import { javascript } from './javascript.ts';

const text = (maximum: number) => z.string().min(1).max(maximum);
const statuses = z
  .array(z.int().min(100).max(599))
  .max(50)
  .meta({ examples: [[404, 599]] });

const mediaFeatures = [
  'color-gamut',
  'forced-colors',
  'prefers-color-scheme',
  'prefers-contrast',
  'prefers-reduced-data',
  'prefers-reduced-motion',
  'prefers-reduced-transparency',
] as const;

/** Headers of framing, routing and method overrides. Chromium does not allow them to be set. */
const reserved = [
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'set-cookie',
  'cookie2',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
  'proxy-.*',
  'sec-.*',
];
/** RFC 9110, section 5.6.2. */
const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~\w-]{1,100}$/)
  .regex(new RegExp(`^(?!(${reserved.map(anyCase).join('|')})$)`), { error: 'is a reserved header' });

const maximumHeaders = 50;

/** In any case, as in a Set-Cookie header (RFC 6265bis, section 5.7). The browser takes it capitalised. */
const sameSite = z
  .string()
  .regex(new RegExp(`^(${anyCase('strict|lax|none')})$`), 'must be Strict, Lax or None')
  .overwrite((value) => `${value.slice(0, 1).toUpperCase()}${value.slice(1).toLowerCase()}`)
  .meta({ examples: ['Lax'] });

const cookie = z.strictObject({
  name: z.string().regex(/^[!#$%&'*+.^_`|~\w-]{1,200}$/),
  value: z.string().regex(/^[\x20-\x3a\x3c-\x7e]{0,4000}$/),
  domain: text(255),
  path: text(1000).optional(),
  secure: z.boolean().optional(),
  httpOnly: z.boolean().optional(),
  sameSite: sameSite.optional(),
});

/** Options of loading a page, with Gotenberg's names. */
export const loadOptions = z.strictObject({
  url: httpUrl(2048).optional().meta({ description: 'The page to load; for a job without files' }),
  assets: z.array(text(255)).max(1000).optional().meta({
    description:
      'Names of inputs that are assets of the page; by default, with a page named `index.html`, all inputs that a page can use',
  }),
  encoding: encoding.optional(),
  waitDelay: z
    .string()
    .regex(/^(\d{1,5}ms|\d{1,3}(\.\d{1,3})?s)$/, 'must be a duration such as 500ms or 2s')
    .optional()
    .meta({ description: 'Waits this long after the page has loaded', examples: ['500ms'] }),
  waitForExpression: javascript(5000)
    .optional()
    .meta({
      description: 'Waits until this JavaScript expression is true',
      examples: ['window.ready === true'],
    }),
  waitForSelector: text(1000)
    .optional()
    .meta({
      description: 'Waits until an element that matches this CSS selector is visible',
      examples: ['#chart'],
    }),
  scrollThrough: z.boolean().optional().meta({
    description: 'Scrolls to the end of the page and back, for content that loads when it becomes visible',
  }),
  emulatedMediaType: z.enum(['screen', 'print']).optional().meta({ description: 'The CSS media type' }),
  emulatedMediaFeatures: z
    .array(z.strictObject({ name: z.enum(mediaFeatures), value: z.string().regex(/^[\w-]{1,50}$/) }))
    .max(10)
    .optional()
    .meta({
      description: 'Values of CSS media features',
      examples: [[{ name: 'prefers-color-scheme', value: 'dark' }]],
    }),
  cookies: z.array(cookie).max(50).optional().meta({ description: 'Cookies for a `url`' }),
  extraHttpHeaders: z
    .record(headerName, z.string().regex(/^[\x20-\x7e]{0,4000}$/))
    .refine(
      (headers) => Object.keys(headers).length <= maximumHeaders,
      `must have at most ${maximumHeaders} headers`,
    )
    .optional()
    .meta({
      description: 'Request headers; sent only to the origin of the `url`',
      maxProperties: maximumHeaders,
    }),
  userAgent: z
    .string()
    .regex(/^[\x20-\x7e]{1,500}$/)
    .optional()
    .meta({ description: 'User-Agent header for a `url`' }),
  failOnHttpStatusCodes: statuses.optional().meta({
    description:
      'Response statuses of the `url` that fail the job; 499 stands for 400 to 499, 599 for 500 to 599. [499, 599] by default',
  }),
  failOnResourceHttpStatusCodes: statuses
    .optional()
    .meta({ description: 'Response statuses of the page’s resources that fail the job; none by default' }),
  ignoreResourceHttpStatusDomains: z
    .array(text(255))
    .max(100)
    .optional()
    .meta({ description: 'Domains, with their subdomains, that failOnResourceHttpStatusCodes ignores' }),
  failOnResourceLoadingFailed: z
    .boolean()
    .optional()
    .meta({ description: 'Fails the job when a resource of the page cannot be loaded' }),
  failOnConsoleExceptions: z.boolean().optional().meta({ description: 'Fails the job when a script throws' }),
  skipNetworkIdleEvent: z
    .boolean()
    .optional()
    .meta({ description: 'False waits until there were no requests for half a second; true by default' }),
  skipNetworkAlmostIdleEvent: z.boolean().optional().meta({
    description: 'False waits until there were at most two requests for half a second; true by default',
  }),
});
export type LoadOptions = z.output<typeof loadOptions>;

/** Options that only the page of a URL can have. */
export const urlOptions = ['cookies', 'extraHttpHeaders', 'userAgent', 'failOnHttpStatusCodes'] as const;

/** The rules of `checkLoadOptions` in JSON Schema. */
export const loadRules = {
  dependentRequired: Object.fromEntries(urlOptions.map((name) => [name, ['url']])),
  not: { required: ['url'], anyOf: [{ required: ['assets'] }, { required: ['encoding'] }] },
};
