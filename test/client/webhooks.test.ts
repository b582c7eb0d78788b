import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { verifyWebhook, WebhookVerificationError } from '../../client/src/webhooks.ts';

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
const secret = newSecret();
const now = new Date('2026-11-21T08:40:28Z');
const body = '{"type":"job.succeeded","data":{"id":"é"}}';

const signatureOf = (text: string, with_ = secret, at = now) => new Webhook(with_).sign('job-1', at, text);
const headersOf = (signature: string, at = now) => ({
  'webhook-id': 'job-1',
  'webhook-timestamp': String(at.getTime() / 1000),
  'webhook-signature': signature,
});
const headers = headersOf(signatureOf(body));
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test.each([
  ['the headers of node:http', { headers, body }],
  ['the headers of fetch', { headers: new Headers(headers), body }],
  ['bytes', { headers, body: new TextEncoder().encode(body) }],
  [
    'the signatures of two secrets',
    { headers: headersOf(`${signatureOf(body, newSecret())} ${signatureOf(body)}`), body },
  ],
  ['an unknown version beside v1', { headers: headersOf(`v2,?? v1,? ${signatureOf(body)}`), body }],
])('a webhook with %s is verified', async (_, webhook) => {
  await verifyWebhook(webhook, { secret, now });
  await verifyWebhook(webhook, { secret, now: later(300) });
});

test.each([
  ['another body', { headers, body: `${body} ` }, {}],
  ['another id', { headers: { ...headers, 'webhook-id': 'job-2' }, body }, {}],
  ['the signature of another secret', { headers, body }, { secret: newSecret() }],
  ['no signature', { headers: { ...headers, 'webhook-signature': undefined }, body }, {}],
  ['a signature that is not base64', { headers: headersOf('v1,?'), body }, {}],
  ['no timestamp', { headers: { ...headers, 'webhook-timestamp': '' }, body }, {}],
  ['an old timestamp', { headers, body }, { now: later(301) }],
  ['a timestamp in the future', { headers, body }, { now: later(-301) }],
])('a webhook with %s is refused', async (_, webhook, options) => {
  await expect(verifyWebhook(webhook, { secret, now, ...options })).rejects.toThrow(WebhookVerificationError);
});

test('a file that is no text is verified by its bytes', async () => {
  const bytes = new Uint8Array([0xff, 0x00, 0xfe]);
  const key = await crypto.subtle.importKey(
    'raw',
    Buffer.from(secret.slice(6), 'base64'),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const signed = Buffer.concat([Buffer.from(`job-1.${now.getTime() / 1000}.`), bytes]);
  const signature = Buffer.from(await crypto.subtle.sign('HMAC', key, signed)).toString('base64');
  await verifyWebhook({ headers: headersOf(`v1,${signature}`), body: bytes }, { secret, now });
});

test('an invalid secret is an error of the receiver', async () => {
  await expect(verifyWebhook({ headers, body }, { secret: 'whsec_?', now })).rejects.toThrow(TypeError);
});
