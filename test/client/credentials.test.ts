import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { clientCredentials } from '../../client/src/credentials.ts';

interface TokenAnswer {
  status: number;
  body: object | string;
}
const tokenOf = (token: string, more: object = {}): TokenAnswer => ({
  status: 200,
  body: { access_token: token, token_type: 'Bearer', ...more },
});

/** A token endpoint that gives one answer after another, and the requests that it received. */
async function tokenEndpoint(answers: TokenAnswer[]) {
  const requests: { headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer(async (request, response) => {
    requests.push({ headers: request.headers, body: await text(request) });
    const { status, body } = answers.shift() ?? { status: 500, body: '' };
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { tokenUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`, requests };
}

const client = { clientId: 'client:1', clientSecret: 'sécret +' };

test('the secret is sent form-encoded in the Authorization header, and the scope in the body', async () => {
  const { tokenUrl, requests } = await tokenEndpoint([tokenOf('a')]);
  expect(await clientCredentials({ tokenUrl, ...client, scope: 'jobs usage' })()).toBe('a');
  const [basic = '', credentials = ''] = requests[0]?.headers.authorization?.split(' ') ?? [];
  expect([basic, atob(credentials)]).toEqual(['Basic', 'client%3A1:s%C3%A9cret+%2B']);
  expect(requests[0]?.body).toBe('grant_type=client_credentials&scope=jobs+usage');
  expect(requests[0]?.headers['content-type']).toMatch('application/x-www-form-urlencoded');
});

test('one token serves all requests until shortly before it expires, or until it is rejected', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const answers = ['a', 'b', 'c'].map((token) => tokenOf(token, { expires_in: 1000 }));
  const { tokenUrl, requests } = await tokenEndpoint(answers);
  const token = clientCredentials({ tokenUrl, ...client });
  expect(await Promise.all([token(), token()])).toEqual(['a', 'a']);
  vi.advanceTimersByTime(899_000);
  expect(await token()).toBe('a');
  vi.advanceTimersByTime(2_000);
  expect(await Promise.all([token(), token()])).toEqual(['b', 'b']);
  expect(await Promise.all([token(true), token(true)])).toEqual(['c', 'c']);
  expect(requests).toHaveLength(3);
});

test('a refusal has the code of OAuth, and the next call asks again', async () => {
  const refusal = { error: 'invalid_client', error_description: 'The secret is wrong.' };
  const { tokenUrl } = await tokenEndpoint([
    { status: 401, body: refusal },
    { status: 200, body: 'no JSON' },
    tokenOf('a'),
  ]);
  const token = clientCredentials({ tokenUrl, ...client });
  await expect(token()).rejects.toMatchObject({
    code: 'invalid_client',
    status: 401,
    message: 'The secret is wrong.',
  });
  await expect(token()).rejects.toMatchObject({ code: 'unexpected_response', status: 200 });
  expect(await token()).toBe('a');
});

test('an unavailable token endpoint is asked again', async () => {
  const { tokenUrl, requests } = await tokenEndpoint([{ status: 503, body: '' }, tokenOf('a')]);
  expect(await clientCredentials({ tokenUrl, ...client })()).toBe('a');
  expect(requests).toHaveLength(2);
});
