import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import { listen } from '../outbound/listener.ts';

/** A received webhook. */
export interface Received {
  headers: Record<string, string>;
  body: string;
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
    received.push({ headers, body: await text(request) });
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

/** Verifies the signature at the time of its timestamp. @returns the payload */
export function verified({ headers, body }: Received, secret: string): Record<string, unknown> {
  // The library uses the system clock, which can differ from the test clock.
  vi.setSystemTime(Number(headers['webhook-timestamp']) * 1000);
  try {
    return new Webhook(secret).verify(body, headers) as Record<string, unknown>;
  } finally {
    vi.useRealTimers();
  }
}
