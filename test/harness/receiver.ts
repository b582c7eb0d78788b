import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import { listen } from '../outbound/listener.ts';

/** A webhook as it came. */
export interface Received {
  headers: Record<string, string>;
  body: string;
}

/** Who is told of the ends of jobs: a real server on loopback. */
export interface Receiver {
  url: string;
  received: Received[];
  /** What it answers from now on; 204 by default. */
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

/** The payload, if the library of Standard Webhooks finds its signature good at the time that it bears. */
export function verified({ headers, body }: Received, secret: string): Record<string, unknown> {
  // The library asks the system for the time; a test's own clock may be elsewhere.
  vi.setSystemTime(Number(headers['webhook-timestamp']) * 1000);
  try {
    return new Webhook(secret).verify(body, headers) as Record<string, unknown>;
  } finally {
    vi.useRealTimers();
  }
}
