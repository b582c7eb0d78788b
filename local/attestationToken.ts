import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requestHash } from '../shared/identity/attestation/requestHash.ts';
import { readAuthority, saveAuthority } from './attestation/localAuthority.ts';
import { makeAssertion, makeEvidence, type Platform, platforms } from './attestation/makeEvidence.ts';
import { appUrlOf, dataFolderOf } from './runningApp.ts';

// `npm run attestation-token -- <platform>`: attests a request as a phone does, for an app that runs with --attested.

const usage = `Usage: npm run --silent attestation-token -- <platform> [--publish <file>] [--assertion]

Requests a challenge from the running app and attests a request with it, as a phone does. Prints the body of a registration.
The app must trust the local test authority: npm start -- --attested

  <platform>         ${platforms.join(', ')}
  --publish <file>   attests a publish with this body instead, and prints the value of the header X-Attestation
  --assertion        app-attest: an assertion of the key that the last registration attested
`;

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  const { values, positionals } = parseArgs({
    options: {
      publish: { type: 'string' },
      assertion: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  const [platform = '', ...more] = positionals;
  if (values.help) console.log(usage.trimEnd());
  else if (!isPlatform(platform) || more.length > 0 || (values.assertion && platform !== 'app-attest'))
    fail(usage.trimEnd());
  else console.log(await attest(platform, values.publish, values.assertion));
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function attest(platform: Platform, publish: string | undefined, asserts: boolean): Promise<string> {
  const data = dataFolderOf(root);
  const authority = readAuthority(data);
  if (!authority)
    throw new Error(
      'The data folder has no local test authority. Start the app with: npm start -- --attested',
    );
  // npm runs scripts in the root folder and passes the caller's folder in INIT_CWD.
  const body =
    publish === undefined ? undefined : await readFile(resolve(process.env.INIT_CWD ?? '', publish));
  const challenge = await requestChallenge(appUrlOf(root));
  const hash = body ? requestHash.publish(challenge, body) : requestHash.register(challenge);
  const { evidence, enclave } = asserts
    ? makeAssertion(challenge, hash, authority)
    : await makeEvidence[platform](challenge, hash, authority);
  // A publish with an attestation of a new key leaves the key of the registered device in place.
  if (enclave && (asserts || !body)) saveAuthority(data, { ...authority, enclave });
  return body
    ? Buffer.from(JSON.stringify(evidence)).toString('base64url')
    : JSON.stringify({ attestation: evidence });
}

async function requestChallenge(url: string): Promise<string> {
  const answer = await fetch(`${url}/v1/attestation/challenges`, { method: 'POST' }).catch((cause) => {
    throw new Error(`No app is running at ${url}. Start one with: npm start -- --attested`, { cause });
  });
  if (!answer.ok) throw new Error(`The app responded with status ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { challenge: string }).challenge;
}

function isPlatform(name: string): name is Platform {
  return (platforms as string[]).includes(name);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
