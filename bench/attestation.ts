import { createHash, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import { appleAuthority } from '../local/attestation/appleAuthority.ts';
import { deviceCheckHost } from '../local/attestation/deviceCheckHost.ts';
import { playStore, verdict } from '../local/attestation/playStore.ts';
import { systemClock } from '../shared/clock.ts';
import { readConfiguration } from '../shared/configuration.ts';
import { verifyAppAttest } from '../shared/identity/attestation/appAttest.ts';
import { verifyAssertion } from '../shared/identity/attestation/appAttestAssertion.ts';
import { checkChallenge, issueChallenge } from '../shared/identity/attestation/challenge.ts';
import { verifyDeviceCheck } from '../shared/identity/attestation/deviceCheck.ts';
import { verifyPlayIntegrity } from '../shared/identity/attestation/playIntegrity.ts';
import type { VerifierServices } from '../shared/identity/attestation/verifier.ts';
import { Outbound } from '../shared/outbound/outbound.ts';
import { systemRandom } from '../shared/random.ts';
import { send } from './load.ts';
import { type Benchmark, times } from './row.ts';

const count = 2000;
const appId = 'TEAM123456.com.example.app';
const keyId = 'KEY1234567';
const android = { appId: 'com.example.app', certificate: randomBytes(32).toString('base64url') };

/** Verification of each kind of attestation, without HTTP and storage and with parsed keys. */
export async function attestation(): Promise<Benchmark> {
  const authority = await appleAuthority(new Date());
  const play = playStore();
  const host = await deviceCheckHost('TEAM123456', keyId, () => new Date());
  host.stubbedResponse = { status: 200, body: '' };
  const services = servicesOf(authority.rootPem, host, {
    'attestation-key': randomBytes(32).toString('base64url'),
    'play-integrity-decryption': play.decryptionKey,
    'play-integrity-verification': play.verificationKey,
    'device-check': host.privateKey,
  });
  const [playApp, appleApp, deviceApp] = services.config.attestationApps;
  if (playApp?.platform !== 'play-integrity' || appleApp?.platform !== 'app-attest')
    throw new Error('ATTESTATION_APPS lacks an app.');
  if (deviceApp?.platform !== 'device-check') throw new Error('ATTESTATION_APPS lacks an app.');

  const { challenge } = await issueChallenge(services);
  const hash = createHash('sha256').update(`register\n${challenge}`).digest();
  const token = await play.token(verdict(android, hash, new Date()));
  const enclave = await authority.attest({ appId, clientDataHash: hash });
  const { key } = await verifyAppAttest(enclave, hash, appleApp, services);
  const assertion = enclave.assert(hash, 1);
  const evidence = { platform: 'play-integrity', appId: android.appId, challenge, token } as const;
  const deviceEvidence = {
    platform: 'device-check',
    appId,
    challenge,
    token: randomBytes(64).toString('base64'),
  } as const;

  const signature = await each(count, oneSignature());
  const relative = (time: number) => times(time, signature);
  const playTime = await each(count, () => verifyPlayIntegrity(evidence, hash, playApp, services));
  const attested = await each(count, () => verifyAppAttest(enclave, hash, appleApp, services));
  const asserted = await each(count, () => verifyAssertion(assertion, hash, key, appleApp));
  const challenged = await each(count, async () =>
    checkChallenge((await issueChallenge(services)).challenge, services),
  );
  const bare = await each(count / 4, () => send(host.url, { method: 'POST', body: '{}' }));
  const device = await each(count / 4, () => verifyDeviceCheck(deviceEvidence, deviceApp, services));
  await host.stop();
  return {
    title: 'Attestation',
    about: `${count} sequential verifications of each kind (${count / 4} for DeviceCheck), without Conveyor's own HTTP and storage and with parsed keys.`,
    rows: [
      {
        what: 'one ECDSA P-256 signature, verified by `node:crypto`',
        value: microseconds(signature),
        comparison: 'baseline',
      },
      {
        what: 'a challenge, issued and verified',
        value: microseconds(challenged),
        comparison: relative(challenged),
      },
      {
        what: 'Play Integrity: AES, one signature, the verdict',
        value: microseconds(playTime),
        comparison: relative(playTime),
      },
      {
        what: 'App Attest, attestation: one signature on P-384, certificates, CBOR',
        value: microseconds(attested),
        comparison: relative(attested),
      },
      {
        what: 'App Attest, assertion: one signature, CBOR',
        value: microseconds(asserted),
        comparison: relative(asserted),
      },
      {
        what: 'a request to a bare `node:http` server on loopback, keep-alive',
        value: microseconds(bare),
        comparison: 'baseline',
      },
      {
        what: 'DeviceCheck, with a server for Apple on loopback, a connection per request',
        value: microseconds(device),
        comparison: times(device, bare),
      },
    ],
  };
}

const microseconds = (milliseconds: number) => `${Math.round(milliseconds * 1000)} µs`;

/** Runs `work` sequentially, after a tenth as many warm-up runs. @returns ms per run */
async function each(runs: number, work: () => unknown): Promise<number> {
  for (let index = 0; index < runs / 10; index++) await work();
  const began = performance.now();
  for (let index = 0; index < runs; index++) await work();
  return (performance.now() - began) / runs;
}

function oneSignature(): () => unknown {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const message = randomBytes(32);
  const signature = sign('sha256', message, privateKey);
  return () => verify('sha256', message, publicKey, signature);
}

function servicesOf(roots: string, host: { url: string }, values: Record<string, string>): VerifierServices {
  const config = readConfiguration({
    COSMOS_ENDPOINT: 'https://cosmos.example',
    TransitStorage__blobServiceUri: 'https://transit.example',
    TransitStorage__queueServiceUri: 'https://transit.example',
    ExportStorage__blobServiceUri: 'https://export.example',
    KEY_VAULT_URL: 'https://vault.example',
    ATTESTATION_ROOTS: roots,
    DEVICE_CHECK_URL: host.url,
    OUTBOUND_ALLOW: '127.0.0.1',
    ATTESTATION_APPS: JSON.stringify([
      { platform: 'play-integrity', appId: android.appId, certificates: [android.certificate] },
      { platform: 'app-attest', appId },
      { platform: 'device-check', appId, keyId },
    ]),
  });
  const secrets = new Map(
    Object.entries(values).map(([name, value]) => [name, { value, version: '1' }] as const),
  );
  const none = () => undefined;
  return {
    config,
    clock: systemClock,
    random: systemRandom,
    log: { debug: none, info: none, warn: none, error: none },
    outbound: new Outbound({ reach: 'nothing', allow: config.outboundAllow }),
    // The vault client serves cached values in the same way.
    vault: { current: async (name: string) => secrets.get(name) } as unknown as VerifierServices['vault'],
  };
}
