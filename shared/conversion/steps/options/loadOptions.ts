import { z } from 'zod';

const text = (most: number) => z.string().min(1).max(most);
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

/** Headers that say how a message is framed, where it goes or what it asks, which Chromium doesn't let anybody set. */
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
/** A pattern for any case: JSON Schema has no flag for it. */
const anyCase = (pattern: string) =>
  pattern.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

/** RFC 9110, section 5.6.2. */
const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~\w-]{1,100}$/)
  .regex(new RegExp(`^(?!(${reserved.map(anyCase).join('|')})$)`), { error: 'is not one that may be set' });

const cookie = z.strictObject({
  name: z.string().regex(/^[!#$%&'*+.^_`|~\w-]{1,200}$/),
  value: z.string().regex(/^[\x20-\x3a\x3c-\x7e]{0,4000}$/),
  domain: text(255),
  path: text(1000).optional(),
  secure: z.boolean().optional(),
  httpOnly: z.boolean().optional(),
  sameSite: z.enum(['Strict', 'Lax', 'None']).optional(),
});

/** How Chromium loads a page, in Gotenberg's words. */
export const loadOptions = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .max(2048)
    .optional()
    .meta({ description: 'The page to load, in a job without files' }),
  assets: z.array(text(255)).max(1000).optional().meta({
    description: 'The inputs that belong to the page; all that a page can use when it is named `index.html`',
  }),
  waitDelay: z
    .string()
    .regex(/^(\d{1,5}ms|\d{1,3}(\.\d{1,3})?s)$/, 'must be a duration such as 500ms or 2s')
    .optional()
    .meta({ description: 'Waits so long after the page is loaded', examples: ['500ms'] }),
  waitForExpression: text(5000)
    .optional()
    .meta({ description: 'Waits until this JavaScript is true', examples: ['window.ready === true'] }),
  waitForSelector: text(1000)
    .optional()
    .meta({ description: 'Waits until an element of this CSS selector is visible', examples: ['#chart'] }),
  emulatedMediaType: z.enum(['screen', 'print']).optional().meta({ description: 'The CSS medium' }),
  emulatedMediaFeatures: z
    .array(z.strictObject({ name: z.enum(mediaFeatures), value: z.string().regex(/^[\w-]{1,50}$/) }))
    .max(10)
    .optional()
    .meta({
      description: 'What the page’s CSS finds when it asks for a feature of the medium',
      examples: [[{ name: 'prefers-color-scheme', value: 'dark' }]],
    }),
  cookies: z.array(cookie).max(50).optional().meta({ description: 'Of a `url`' }),
  extraHttpHeaders: z
    .record(headerName, z.string().regex(/^[\x20-\x7e]{0,4000}$/))
    .refine((headers) => Object.keys(headers).length <= 50, 'are more than 50')
    .optional()
    .meta({ description: 'Sent to the origin of the `url` alone' }),
  userAgent: z
    .string()
    .regex(/^[\x20-\x7e]{1,500}$/)
    .optional()
    .meta({ description: 'For a `url`' }),
  failOnHttpStatusCodes: statuses.optional().meta({
    description: 'Statuses of a `url` that fail the job; 499 is all of 400 to 499. [499, 599] by default',
  }),
  failOnResourceHttpStatusCodes: statuses
    .optional()
    .meta({ description: 'The same for what the page loads; none by default' }),
  ignoreResourceHttpStatusDomains: z
    .array(text(255))
    .max(100)
    .optional()
    .meta({ description: 'Hosts, with all below them, whose statuses do not fail what the page loads' }),
  failOnResourceLoadingFailed: z
    .boolean()
    .optional()
    .meta({ description: 'Fails when something that the page loads cannot be had' }),
  failOnConsoleExceptions: z.boolean().optional().meta({ description: 'Fails when a script throws' }),
  skipNetworkIdleEvent: z
    .boolean()
    .optional()
    .meta({ description: 'False waits until nothing was loaded for half a second; true by default' }),
  skipNetworkAlmostIdleEvent: z
    .boolean()
    .optional()
    .meta({ description: 'The same, with at most two requests under way' }),
});
export type LoadOptions = z.output<typeof loadOptions>;

/** Options that only a page of the network can have. */
export const urlOptions = ['cookies', 'extraHttpHeaders', 'userAgent', 'failOnHttpStatusCodes'] as const;
