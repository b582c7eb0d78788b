import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '../../../local/host/launch.ts';
import { sampleApp, start, writeApp } from './sampleApp.ts';

const main = `
import { app } from '@azure/functions';
app.http('describe', { route: 'describe/{id:int}/{*rest}', handler: async ({ url, params, headers }) => ({
  jsonBody: { url, params, headers: Object.fromEntries(headers) },
}) });
app.http('hello', { route: 'hello', handler: async () => ({ body: 'hello' }) });
`;

let streaming: Host;
let buffered: Host;
beforeAll(async () => {
  streaming = await start(sampleApp('streaming'));
  buffered = await start(writeApp({ 'main.ts': main }));
});

describe.each(['streaming', 'buffered'])(
  'the host of a %s app, to a request as it is on the wire,',
  (kind) => {
    /** @param lines the head of a request, without the version in its first line */
    async function send(...[first, ...lines]: string[]): Promise<{ status: number; body: string }> {
      const socket = connect((kind === 'streaming' ? streaming : buffered).port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write([`${first} HTTP/1.1`, ...lines, 'Connection: close', '', ''].join('\r\n'), 'latin1');
      const answer = await text(socket);
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      // Chunks of what is short: the text is in the second line.
      return {
        status: Number(head.split(' ')[1]),
        body: body.split('\r\n').find((line) => line.length > 4) ?? body,
      };
    }

    test.each(['a b', 'a b<>', '[::1', 'x:99999', 'a\\b', '%', 'a/b', 'a?b', 'a@b', 'a#b', 'a, b', 'ü'])(
      'with the host "%s" answers 400',
      async (host) => {
        expect((await send('GET /hello', `Host: ${host}`)).status).toBe(400);
      },
    );

    test('with two hosts answers 400', async () => {
      expect((await send('GET /hello', 'Host: localhost', 'Host: example.com')).status).toBe(400);
    });

    test.each(['localhost', 'localhost:7071', '[::1]:80', 'a_b.example', ''])(
      'with the host "%s" answers',
      async (host) => {
        expect(await send('GET /hello', `Host: ${host}`)).toEqual({ status: 200, body: 'hello' });
      },
    );

    test('in absolute form answers, unless it names another host than Host', async () => {
      const host = 'Host: localhost';
      expect((await send('GET http://LOCALHOST/hello?x', host)).status).toBe(200);
      expect((await send('GET https://localhost/describe/1', host)).body).toContain(
        '"http://localhost/describe/1"',
      );
      expect((await send('GET http://localhost', host)).status).toBe(404);
      expect((await send('GET http://other/hello', host)).status).toBe(400);
      expect((await send('GET http://a%b/hello', 'Host: a%b')).status).toBe(400);
    });

    test.each([
      ['/%68ello', 200],
      ['/describe/%2e%2E/hello', 200],
      ['/describe/../hello', 200],
      ['/x/./../hello', 200],
      ['/../hello', 200],
      ['/hello/.', 200],
      ['/hello/x/..', 200],
      ['/hello%2F', 404],
      ['/x%2F..%2Fhello', 404],
      ['/hello?/../x', 200],
      ['/hello%00', 400],
    ])('for %s answers %i', async (path, status) => {
      expect((await send(`GET ${path}`, 'Host: localhost')).status).toBe(status);
    });

    test.each([
      ['a URL of 8,192 bytes', `/describe/1/${'a'.repeat(8180)}`, 200],
      ['a longer URL', `/describe/1/${'a'.repeat(8181)}`, 414],
      ['a query of 4,096 bytes', `/hello?${'a'.repeat(4096)}`, 200],
      ['a longer query', `/hello?${'a'.repeat(4097)}`, 414],
    ])('for %s answers as the platform does', async (_, url, status) => {
      expect((await send(`GET ${url}`, 'Host: localhost')).status).toBe(status);
    });

    test('decodes each escape once, and leaves what is none', async () => {
      const { body } = await send('GET /describe/1/%2541/%zz/%ff/a%20%C3%BC/c%2Fd', 'Host: localhost');
      expect(JSON.parse(body)).toMatchObject({ params: { rest: '%41/%zz/%ff/a ü/c%2Fd' } });
    });

    test('joins headers that are repeated', async () => {
      const lines = [
        'Host: localhost',
        'Authorization: Bearer a',
        'Authorization: Bearer b',
        'X-Other: 1',
        'X-Other: 2',
      ];
      const { body } = await send('GET /describe/1', ...lines);
      expect(JSON.parse(body)).toMatchObject({
        headers: { authorization: 'Bearer a, Bearer b', 'x-other': '1, 2' },
      });
    });
  },
);
