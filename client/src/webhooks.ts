import type { Job } from './jobs.ts';

/** The body of a webhook, unless `callbackBody` asked for the result. */
export interface WebhookEvent {
  type: 'job.succeeded' | 'job.failed' | 'job.cancelled';
  /** ISO 8601. */
  timestamp: string;
  data: Job;
}

export interface ReceivedWebhook {
  /** The headers of the request, as `fetch` or `node:http` represent them. */
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as it was received: the signature covers its bytes. */
  body: Uint8Array<ArrayBuffer> | string;
}

export interface VerifyOptions {
  /** The secret of `POST /v1/webhook-secret`: `whsec_` and base64. */
  secret: string;
  /** How many seconds the clock of the sender may differ, or a webhook may be old. Default: 300. */
  toleranceSeconds?: number;
  /** Default: the current time. */
  now?: Date;
}

/** A webhook that was not sent by the API, or that is older than the tolerance. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
}

/**
 * Verifies that the API has sent a webhook, as Standard Webhooks specifies: an HMAC-SHA-256 of id, time and body. A webhook can
 * arrive more than once: compare `webhook-id` with those that were received in the last minutes.
 * @throws WebhookVerificationError
 */
export async function verifyWebhook(
  { headers, body }: ReceivedWebhook,
  { secret, toleranceSeconds = 300, now = new Date() }: VerifyOptions,
): Promise<void> {
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const age = now.getTime() / 1000 - Number(timestamp);
  if (!/^\d+$/.test(timestamp) || Math.abs(age) > toleranceSeconds)
    throw new WebhookVerificationError('The timestamp is missing, too old, or in the future.');
  const secretBytes = fromBase64(secret.replace(/^whsec_/, ''));
  if (secretBytes === undefined) throw new TypeError('The secret is not valid: it is base64 after whsec_.');
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', secretBytes, hmac, false, ['verify']);
  const signed = await new Blob([`${id}.${timestamp}.`, body]).arrayBuffer();
  // Two signatures while a new secret replaces an old one.
  for (const signature of headerOf(headers, 'webhook-signature').split(' ')) {
    const [version, value = ''] = signature.split(',');
    const bytes = version === 'v1' ? fromBase64(value) : undefined;
    if (bytes && (await crypto.subtle.verify('HMAC', key, bytes, signed))) return;
  }
  throw new WebhookVerificationError('No signature is valid.');
}

function headerOf(headers: ReceivedWebhook['headers'], name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return typeof value === 'string' ? value : '';
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
