import { createHmac, generateKeyPairSync, randomBytes, sign, timingSafeEqual, verify } from 'node:crypto';
import type { Records, Stored } from '../shared/azure/cosmos.ts';
import { readConfiguration } from '../shared/configuration.ts';
import { type Access, callersWith, operators } from '../shared/identity/access.ts';
import { authenticate } from '../shared/identity/authenticate.ts';
import { answerTokenRequest } from '../shared/identity/oauth/answerTokenRequest.ts';
import { issueClient } from '../shared/identity/oauth/issueClient.ts';
import { register } from '../shared/identity/register.ts';
import { issueApiToken } from '../shared/identity/tokens/issueApiToken.ts';
import { createServices, type Services } from '../shared/services.ts';
import { withCloud } from './cloud.ts';
import { type Benchmark, median, milliseconds, times } from './row.ts';

const warmRuns = 2000;
const batchCount = 40;
const coldRuns = 5;

interface Kind {
  name: string;
  token: string;
  access: Access;
  /** The cryptography alone that the kind needs. */
  cryptography: () => unknown;
}

/** Authentication of each kind of caller, without HTTP: with records in memory, warm, and in a new instance. */
export async function authentication(): Promise<Benchmark> {
  return withServices(async (create) => {
    const rows: Benchmark['rows'] = [];
    const services = create();
    for (const { name, token, access, cryptography } of await kinds(services)) {
      const run = (by: Services) => authenticate(`Bearer ${token}`, access, by);
      // The first use writes its day.
      await run(services);
      const bare = await each(warmRuns, cryptography);
      const add = (what: string, time: number) =>
        rows.push({ what: `${name}: ${what}`, value: duration(time), comparison: times(time, bare) });
      rows.push({ what: `${name}: the cryptography alone`, value: duration(bare), comparison: 'baseline' });
      const inMemory = { ...services, devices: kept(services.devices), apiTokens: kept(services.apiTokens) };
      add('with its record in memory', await each(warmRuns, () => run(inMemory)));
      add('warm', await each(warmRuns, () => run(services)));
      const cold: number[] = [];
      for (let index = 0; index < coldRuns; index++) {
        const began = performance.now();
        await run(create());
        cold.push(performance.now() - began);
      }
      add('cold', median(cold));
    }
    return {
      title: 'Authentication',
      about: `Without HTTP. Warm: ${warmRuns} sequential authentications against the embedded cloud; a device and an API token are one read of a record each, an access token and the operator key are none. Cold: the first one of new clients of storage and vault, median of ${coldRuns}.`,
      rows,
    };
  });
}

async function kinds(services: Services): Promise<Kind[]> {
  const scopes = ['jobs:read' as const];
  const creation = { organisationId: 'default', creator: 'bench', idempotencyKey: undefined };
  const device = await register(undefined, services);
  const apiToken = await issueApiToken(
    { ...creation, request: { name: 'Bench', scopes, expiresInDays: 1 } },
    services,
  );
  const client = await issueClient(
    { ...creation, request: { name: 'Bench', scopes, status: 'active' } },
    services,
  );
  const answer = await answerTokenRequest(
    {
      grant_type: 'client_credentials',
      client_id: client.body.id,
      client_secret: client.body.clientSecret ?? '',
    },
    undefined,
    services,
  );
  if (answer.status !== 200) throw new Error(`The token request failed: ${answer.body.error}.`);
  const { value } = await services.vault.current('operator-key');
  const access = callersWith('jobs:read');
  return [
    { name: 'device', token: device.token, access, cryptography: oneHmac() },
    { name: 'API token', token: apiToken.body.token, access, cryptography: oneHmac() },
    {
      name: 'OAuth client',
      token: answer.body.access_token,
      access,
      cryptography: oneSignature(),
    },
    { name: 'operator', token: value, access: operators('admin'), cryptography: oneHmac() },
  ];
}

/** Records whose reads are served from memory. */
function kept<T extends { id: string }>(records: Records<T>): Records<T> {
  const found = new Map<string, Stored<T> | undefined>();
  const read: Records<T>['read'] = async (partition, id) => {
    if (!found.has(id)) found.set(id, await records.read(partition, id));
    return found.get(id);
  };
  return { read, patch: records.patch.bind(records) } as unknown as Records<T>;
}

function oneHmac(): () => unknown {
  const [key = '', message = ''] = [32, 60].map((count) => randomBytes(count).toString('base64url'));
  const digest = () => createHmac('sha256', key).update(message).digest();
  const expected = digest();
  return () => timingSafeEqual(digest(), expected);
}

function oneSignature(): () => unknown {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const message = randomBytes(400);
  const signature = sign('sha256', message, privateKey);
  return () => verify('sha256', message, publicKey, signature);
}

/** Runs `work` sequentially, after half as many warm-up runs. @returns ms per run: the median of batches */
async function each(runs: number, work: () => unknown): Promise<number> {
  const batches: number[] = [];
  for (let index = 0; index < runs / 2; index++) await work();
  for (let batch = 0; batch < batchCount; batch++) {
    const began = performance.now();
    for (let index = 0; index < runs / batchCount; index++) await work();
    batches.push((performance.now() - began) / (runs / batchCount));
  }
  return median(batches);
}

const duration = (time: number) => (time < 1 ? `${(time * 1000).toFixed(1)} µs` : milliseconds(time));

/** Starts the embedded cloud. `work` gets a function that creates the services of a new instance. */
const withServices = <T>(work: (create: () => Services) => Promise<T>): Promise<T> =>
  withCloud((settings) => {
    const config = readConfiguration({
      ...settings,
      LOG_LEVEL: 'warn',
      REGISTRATION: 'open',
      PUBLIC_URL: 'http://localhost:7071',
    });
    return work(() => createServices(config, { draining: new AbortController().signal }));
  });
