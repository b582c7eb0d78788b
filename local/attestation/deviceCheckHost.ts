import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { jwtVerify } from 'jose';

/** A replacement for Apple's DeviceCheck that performs the same checks. */
export interface DeviceCheckHost {
  url: string;
  /** `127.0.0.1:<port>` */
  address: string;
  /** The .p8 file of the key. */
  privateKey: string;
  /** The received requests: provider token and body. */
  requests: { authorization: string; body: Record<string, unknown> }[];
  /** Tokens that devices have made. */
  validTokens: Set<string>;
  /** Replaces the response to all requests. */
  stubbedResponse: { status: number; body: string } | undefined;
  /** Delays all responses until `release`. */
  hold(): void;
  release(): void;
  /** Resolves when this number of requests has arrived. */
  received(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** The key with which a team authenticates to Apple: the .p8 file. */
export const deviceCheckKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ format: 'pem', type: 'pkcs8' })
    .toString();

export interface DeviceCheckOptions {
  /** The .p8 file; a new key if absent. */
  privateKey?: string;
  /** Whether a device has made a token, in addition to `validTokens`. */
  isValid?: (token: string) => boolean;
}

export async function deviceCheckHost(
  team: string,
  keyId: string,
  now: () => Date,
  { privateKey = deviceCheckKey(), isValid = () => false }: DeviceCheckOptions = {},
): Promise<DeviceCheckHost> {
  const publicKey = createPublicKey(privateKey);
  let held = Promise.withResolvers<void>();
  held.resolve();
  const arrivals = new EventEmitter();
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    const authorization = (request.headers.authorization ?? '').replace('Bearer ', '');
    host.requests.push({ authorization, body });
    arrivals.emit('request');
    await held.promise;
    const { status, body: responseBody } =
      host.stubbedResponse ?? (await validate(request.url, authorization, body));
    response.writeHead(status, { 'content-type': 'text/plain' }).end(responseBody);
  });

  async function validate(path: string | undefined, authorization: string, body: Record<string, unknown>) {
    const token = await jwtVerify(authorization, publicKey, {
      algorithms: ['ES256'],
      issuer: team,
      currentDate: now(),
      maxTokenAge: '1h',
    }).catch(() => undefined); // Whatever is wrong with a provider token, Apple responds 401.
    if (token?.protectedHeader.kid !== keyId)
      return { status: 401, body: 'Unable to verify authorization token' };
    const isWellFormed =
      typeof body.transaction_id === 'string' && Math.abs(Number(body.timestamp) - now().getTime()) < 600_000;
    if (path !== '/v1/validate_device_token' || !isWellFormed)
      return { status: 400, body: 'Missing or incorrectly formatted device token payload' };
    const deviceToken = String(body.device_token);
    return host.validTokens.has(deviceToken) || isValid(deviceToken)
      ? { status: 200, body: '' }
      : { status: 400, body: 'Bad Device Token' };
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const host: DeviceCheckHost = {
    url: `http://${address}`,
    address,
    privateKey,
    requests: [],
    validTokens: new Set(),
    stubbedResponse: undefined,
    hold() {
      held = Promise.withResolvers<void>();
    },
    release: () => held.resolve(),
    async received(count) {
      while (host.requests.length < count) await once(arrivals, 'request');
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((stopped) => server.close(stopped));
    },
  };
  return host;
}
