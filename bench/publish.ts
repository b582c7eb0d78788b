import { fork } from 'node:child_process';
import { createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withApp } from './benchApp.ts';
import { rate, send } from './load.ts';
import { type Benchmark, percent, perSecond } from './row.ts';

const connections = 16;
const keysPerPublish = 14;
const headers = { 'content-type': 'application/json' };

/** Publishes per second of the app, of its handler with stubbed storage, and of node:http alone. */
export async function publish(): Promise<Benchmark> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authority = authorityOf(publicKey);
  const make = (count: number) => Array.from({ length: count }, () => publishOf(privateKey));

  const bare = await rateOf('bare', '{}', make(500), 10_000);
  const stubbed = await rateOf('stubbed', JSON.stringify({ ...authority, id: 'bench' }), make(1500), 1500);
  const whole = await withApp(async (url, data) => {
    // The first request creates the vault.
    await send(`${url}/health/ready`);
    const operator = { ...headers, authorization: `Bearer ${await operatorKey(data)}` };
    await put(`${url}/v1/admin/regions/bench`, {}, operator);
    await put(`${url}/v1/admin/health-authorities/bench`, authority, operator);
    const first = make(30);
    await rate(first.length, connections, (index) => publishTo(`${url}/v1/publish`, first[index] ?? ''));
    const bodies = make(300);
    return rate(bodies.length, connections, (index) => publishTo(`${url}/v1/publish`, bodies[index] ?? ''));
  });
  return {
    title: 'Publish',
    about: `${connections} connections; ${keysPerPublish} keys per publish, each publish with its own certificate (ES256). A publish is ${keysPerPublish + 2} writes to Cosmos DB. Load generator, app and cloud share the cores.`,
    rows: [
      { what: '`node:http` alone', value: perSecond(bare), comparison: 'baseline' },
      {
        what: 'the handler with stubbed storage',
        value: perSecond(stubbed),
        comparison: percent(stubbed, bare),
      },
      { what: '`POST /v1/publish`', value: perSecond(whole), comparison: percent(whole, stubbed) },
    ],
  };
}

async function rateOf(kind: string, authority: string, bodies: string[], count: number): Promise<number> {
  const server = fork(fileURLToPath(new URL('publishServer.ts', import.meta.url)), [kind, authority]);
  const [{ port }] = (await once(server, 'message')) as [AddressInfo];
  const one = (index: number) =>
    publishTo(`http://127.0.0.1:${port}/v1/publish`, bodies[index % bodies.length] ?? '');
  await rate(Math.min(count, 300), connections, one);
  const result = await rate(count, connections, one);
  server.disconnect();
  return result;
}

async function publishTo(url: string, body: string): Promise<void> {
  const response = await send(url, { method: 'POST', headers, body });
  if (response.status !== 200) throw new Error(`A publish failed with ${response.status}: ${response.body}`);
}

async function put(url: string, body: object, withHeaders: Record<string, string>): Promise<void> {
  const response = await send(url, { method: 'PUT', headers: withHeaders, body: JSON.stringify(body) });
  if (response.status !== 201) throw new Error(`${url} failed with ${response.status}: ${response.body}`);
}

/** Reads the operator key from the file of the local vault. */
async function operatorKey(data: string): Promise<string> {
  const folder = join(data, 'cloud', 'vaults');
  const [name = ''] = await readdir(folder);
  const { secrets } = JSON.parse(await readFile(join(folder, name), 'utf8')) as {
    secrets: Record<string, { value: string }[]>;
  };
  return secrets['operator-key']?.at(-1)?.value ?? '';
}

function authorityOf(publicKey: KeyObject) {
  return {
    name: 'Bench',
    organisationId: 'default',
    issuer: 'bench.example',
    audience: 'keys.example',
    keys: [
      {
        kid: 'v1',
        publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        validFrom: '2020-01-01T00:00:00Z',
      },
    ],
    regions: ['bench'],
    reportTypes: ['confirmed'],
    usualOnsetDays: 4,
  };
}

/** A publish as an app sends it: two weeks of keys and their certificate. */
function publishOf(privateKey: KeyObject): string {
  const seconds = Math.floor(Date.now() / 1000);
  const today = Math.floor(seconds / 86_400) * 144;
  const keys = Array.from({ length: keysPerPublish }, (_, index) => ({
    key: randomBytes(16).toString('base64'),
    rollingStartNumber: today - 144 * (index + 1),
    rollingPeriod: 144,
    transmissionRisk: 0,
  }));
  const hmacKey = randomBytes(32);
  const text = keys
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ key, rollingStartNumber, rollingPeriod }) => `${key}.${rollingStartNumber}.${rollingPeriod}.0`)
    .join(',');
  const claims = {
    iss: 'bench.example',
    aud: 'keys.example',
    iat: seconds,
    exp: seconds + 3600,
    reportType: 'confirmed',
    tekmac: createHmac('sha256', hmacKey).update(text).digest('base64'),
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'ES256', kid: 'v1' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return JSON.stringify({
    temporaryExposureKeys: keys,
    healthAuthorityID: 'bench',
    verificationPayload: `${signed}.${signature.toString('base64url')}`,
    hmacKey: hmacKey.toString('base64'),
    padding: randomBytes(1500).toString('base64'),
  });
}
