import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { withoutLibreOffice } from '../harness/app.ts';
import { freePort, startScript } from '../harness/startScript.ts';

// `npm run operator-key` and `npm run secret`, in child processes.

const root = fileURLToPath(new URL('../..', import.meta.url));
let data: string;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'conveyor-secrets-'));
  return () => rm(data, { recursive: true, force: true });
});

async function script(name: string, args: string[] = [], input = '') {
  const child = spawn(process.execPath, ['local/run.mjs', `local/${name}.ts`, ...args], {
    cwd: root,
    env: { ...process.env, CONVEYOR_DATA: data },
    stdio: 'pipe',
  });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number, out: out.trim(), err: err.trim() };
}

const noApp = () =>
  `No app is running with the data folder ${data}. Start one with \`npm start\`, or set CONVEYOR_DATA to its data folder.`;

test('without a running app, both scripts print how to start one', async () => {
  expect(await script('operatorKey')).toEqual({ code: 1, out: '', err: noApp() });
  expect(await script('secret', ['device-check'], 'value')).toEqual({ code: 1, out: '', err: noApp() });
});

describe('with a running app', () => {
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://localhost:${port}`;
    const command = [process.execPath, 'local/run.mjs', 'local/start.ts'];
    const app = await startScript(command, 'Ctrl-C stops', {
      ...withoutLibreOffice,
      PORT: String(port),
      CONVEYOR_DATA: data,
    });
    return async () => {
      app.process.kill('SIGTERM');
      if (app.process.exitCode === null) await once(app.process, 'exit');
      expect((await script('operatorKey')).err).toBe(noApp());
    };
  });

  const statusWith = async (key: string) =>
    (await fetch(`${url}/v1/admin/health-authorities`, { headers: { authorization: `Bearer ${key}` } }))
      .status;

  test('operator-key prints the key that the admin API accepts', async () => {
    const { code, out, err } = await script('operatorKey');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(await statusWith(out)).toBe(200);
    expect(await statusWith(`${out}x`)).toBe(401);
  });

  test('secret stores a new version, without the line break at the end', async () => {
    const { code, out, err } = await script('secret', ['operator-key'], 'line 1\nline 2\n');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^The secret operator-key has the new version [0-9a-f]{32}\.$/);
    expect((await script('operatorKey')).out).toBe('line 1\nline 2');
  });

  test.each([
    [[], 'value', /^Usage: npm run secret -- <name> < file/],
    [['device-check', 'value'], '', /^Usage: npm run secret/],
    [['device-check'], '', /^The value is empty\.$/],
    [['a_name'], 'value', /^The name of the secret is not valid\.$/],
  ])('secret rejects the arguments %j with the input %j', async (args, input, sentence) => {
    const { code, err } = await script('secret', args, input);
    expect(code).toBe(1);
    expect(err).toMatch(sentence);
  });
});
