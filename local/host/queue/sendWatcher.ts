import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

const channel = 'http.client.response.finish';
const sent = /^(.*)\/messages(?:\/[^/?]+)?(?:\?(.*))?$/;

/**
 * Watches this process's own HTTP requests for messages that arrive in a queue: sends, and updates that make one visible again.
 *
 * An app sends with a storage client of its own, so the host can't know of it otherwise before its next look. On one
 * machine sender and receiver mostly are one process, and an idle queue answers at once instead of after a back-off.
 *
 * @param onMessage gets the queue's URL without its query, and in how many milliseconds the message will be visible
 * @returns stops watching
 */
export function watchSends(onMessage: (queueUrl: string, delay: number) => void): () => void {
  const listener = (event: unknown): void => {
    const { request, response } = event as { request: ClientRequest; response: IncomingMessage };
    const { method } = request;
    if ((method !== 'POST' && method !== 'PUT') || (response.statusCode ?? 500) >= 300) return;
    const match = sent.exec(request.path);
    if (!match) return;
    const seconds = Number(new URLSearchParams(match[2]).get('visibilitytimeout') ?? 0);
    onMessage(`${request.protocol}//${request.getHeader('host')}${match[1]}`, seconds * 1000);
  };
  subscribe(channel, listener);
  return () => {
    unsubscribe(channel, listener);
  };
}
