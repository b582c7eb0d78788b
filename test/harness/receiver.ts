import { createHmac } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import { listen } from '../outbound/listener.ts';

/** A received webhook. */
export interface Received {
  headers: Record<string, string>;
  body: Buffer;
}

/** A webhook receiver on loopback. */
export interface Receiver {
  url: string;
  received: Received[];
  /** The response to later requests; 204 by default. */
  answer: RequestListener;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const listener = await listen(async (request, response) => {
    const headers = request.headers as Record<string, string>;
    received.push({ headers, body: await buffer(request) });
    receiver.answer(request, response);
  });
  const receiver: Receiver = {
    url: `http://127.0.0.1:${listener.port}/hook`,
    received,
    answer: (_, response) => response.writeHead(204).end(),
    close: listener.close,
  };
  return receiver;
}

/** Whether the bytes of a body have the signature of a secret (Standard Webhooks, section "Signature scheme"). */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const content = Buffer.concat([
    Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`),
    body,
  ]);
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}

/** Verifies the signature of an event at the time of its timestamp. @returns the event */
export function verified({ headers, body }: Received, secret: string): Record<string, unknown> {
  // The library uses the system clock, which can differ from the test clock.
  vi.setSystemTime(Number(headers['webhook-timestamp']) * 1000);
  try {
    return new Webhook(secret).verify(body, headers) as Record<string, unknown>;
  } finally {
    vi.useRealTimers();
  }
}
