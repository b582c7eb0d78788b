import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { HttpRequest, type HttpRequestInit, InvocationContext } from '@azure/functions';
import { publishKeys } from '../functions/api/publishKeys.ts';
import { systemClock } from '../shared/clock.ts';
import type { HealthAuthority } from '../shared/exposure/healthAuthority.ts';
import { RecentAnswers } from '../shared/exposure/recentAnswers.ts';
import type { Region } from '../shared/exposure/region.ts';
import { regionSchema } from '../shared/exposure/region.ts';
import { systemRandom } from '../shared/random.ts';
import type { Services } from '../shared/services.ts';

// The baselines of publish, each in its own server: `bare` reads the body and sends as many bytes as a real response;
// `stubbed` is the app's handler with storage that succeeds at once.

const [, , kind = 'bare', authority = '{}'] = process.argv;
const responseBody = 'x'.repeat(4000);

const done = async () => ({ record: {}, etag: '', sessionToken: '' });
const stored = { create: done, read: done, patch: done };
const secret = async () => ({ value: 'x'.repeat(43), version: 'f'.repeat(32) });
const region: Region = { ...regionSchema.parse({}), id: 'bench' };
const services = {
  config: { exportPeriods: [{ seconds: 14_400, from: 0 }], settleSeconds: 900, publishSeconds: 120 },
  clock: systemClock,
  random: systemRandom,
  sleep: async () => undefined,
  log: { debug: () => undefined, info: () => undefined, warn: console.warn, error: console.error },
  vault: { current: secret, version: secret },
  healthAuthorityCache: { read: async () => JSON.parse(authority) as HealthAuthority },
  regionCache: { read: async () => region },
  recentAnswers: new RecentAnswers(),
  exposureKeys: stored,
  certificates: stored,
  publishStatistics: stored,
} as unknown as Services;

const context = new InvocationContext({ logHandler: () => undefined });

async function stubbed(request: IncomingMessage): Promise<{ status: number; body: string }> {
  const nativeRequest = new Request('http://127.0.0.1/v1/publish', {
    method: 'POST',
    headers: request.headers as Record<string, string>,
    body: Readable.toWeb(request) as ReadableStream,
    duplex: 'half',
  } as RequestInit);
  const init = { nativeRequest, params: {} } as HttpRequestInit & { nativeRequest: Request };
  const { status = 500, body } = await publishKeys.handler(new HttpRequest(init), context, services);
  return { status, body: String(body) };
}

async function bare(request: IncomingMessage): Promise<{ status: number; body: string }> {
  request.resume();
  await once(request, 'end');
  return { status: 200, body: responseBody };
}

const respond = kind === 'bare' ? bare : stubbed;
const server = createServer((request, response) => {
  respond(request).then(
    ({ status, body }) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
        .end(body),
    (error: unknown) => response.destroy(error as Error),
  );
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit());
