import type { IncomingMessage, ServerResponse } from 'node:http';

/** As in Kestrel: how long the rest of a body is drained after its response. */
const drainMilliseconds = 5000;

/**
 * Closes the connection of a request whose body has not arrived completely when its response has been sent. Node.js would read
 * the rest for as long as the client sends it.
 */
export function closeUnlessRead(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (request.complete) return;
    const timer = setTimeout(() => request.socket.destroy(), drainMilliseconds);
    const stop = () => clearTimeout(timer);
    request.once('end', stop);
    request.once('close', stop);
  });
}
