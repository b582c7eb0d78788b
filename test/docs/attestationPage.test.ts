import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { freePort, type Script, startScript } from '../harness/startScript.ts';
import { type Place, testPage } from './testPage.ts';
import { workspace } from './workspace.ts';

// The blocks of docs/attestation.md, and more of `npm run attestation-token`, with an app that `npm start -- --attested` starts.

let place: Place;
let app: Script;

beforeAll(async () => {
  const { folder, data, remove } = await workspace();
  const port = await freePort();
  const environment = { PORT: String(port), CONVEYOR_DATA: data, CONVEYOR_ROLE: 'all', INIT_CWD: folder };
  const command = [process.execPath, 'local/run.mjs', 'local/start.ts', '--attested'];
  app = await startScript(command, 'Ctrl-C stops', environment);
  place = { folder, url: `http://localhost:${port}`, environment };
  return async () => {
    app.process.kill('SIGTERM');
    if (app.process.exitCode === null) await once(app.process, 'exit');
    await remove();
  };
});

test('npm start prints how to attest a registration', () => {
  expect(app.printed()).toContain('npm run --silent attestation-token -- app-attest\n');
  expect(app.printed()).not.toContain('npm run convert');
});

testPage('docs/attestation.md', { place: () => place });

async function attestationToken(...args: string[]) {
  const child = spawn(process.execPath, ['local/run.mjs', 'local/attestationToken.ts', ...args], {
    env: { ...process.env, ...place.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [printed, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code: code as number, printed };
}

test.each([
  [['nonsense'], /^Usage: npm run --silent attestation-token/],
  [['play-integrity', '--assertion'], /^Usage: npm run --silent attestation-token/],
  [['app-attest', '--publish', 'no-such-file.json'], /no-such-file\.json/],
])('attestation-token rejects the arguments %j', async (args, sentence) => {
  expect(await attestationToken(...args)).toEqual({ code: 1, printed: expect.stringMatching(sentence) });
});
