import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

const channel = 'http.client.response.finish';
const sent = /^(.*)\/messages(?:\/[^/?]+)?(?:\?(.*))?$/;

/**
 * Observes this process's HTTP requests for those that send a queue message or make one visible again.
 *
 * The app sends messages with its own storage client, so the host would otherwise notice them only at its next poll. On one
 * machine sender and receiver are usually the same process: an idle queue is polled at once instead of after the back-off.
 *
 * @param onMessage receives the queue's URL without its query, and the delay in milliseconds until the message is visible
 * @returns a function that stops observing
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
