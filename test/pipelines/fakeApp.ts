import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A response: its status and its body, as JSON or as bytes. */
type FakeAnswer = [status: number, body: unknown];
/** `<method> <path without query>` → the response. A name that ends in `*` is a prefix. */
export type FakeRoutes = Record<string, () => FakeAnswer>;

/** Serves fixed responses until the end of the test. Other requests get 404. @returns its URL and the requests that it received */
export async function fakeApp(routes: FakeRoutes): Promise<{ url: string; received: string[] }> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    const name = `${request.method} ${new URL(request.url ?? '/', 'http://localhost').pathname}`;
    received.push(name);
    const found = Object.entries(routes).findLast(([route]) =>
      route.endsWith('*') ? name.startsWith(route.slice(0, -1)) : name === route,
    );
    const [status, body] = found?.[1]() ?? [404, { code: 'not_found' }];
    response.writeHead(status).end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}
