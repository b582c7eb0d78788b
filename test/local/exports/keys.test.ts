import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkExportFile } from '../../../local/exports/checkExportFile.ts';
import { type ExportFile, readExportFile } from '../../../local/exports/readExportFile.ts';
import { runExports } from '../../../shared/exposure/export/runExports.ts';
import {
  bytesOf,
  daysAgo,
  exportServices,
  keyOf,
  publicKey,
  region,
  store,
  stored,
} from '../../exposure/export/exportFixtures.ts';

let directory: string;
let file: ExportFile;
let pem: string;
const path = (name: string) => join(directory, name);
const keys = (...options: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../../../local/keys.ts'), ...options], {
    encoding: 'utf8',
  });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-keys-'));
  const services = await exportServices();
  const at = await region(services);
  const [then, window] = [daysAgo(2, services), daysAgo(1, services)];
  const revised = { reportType: 'negative', transmissionRisk: 0, window } as const;
  await store(
    [keyOf(at, window), keyOf(at, window), keyOf(at, then, { reportType: 'likely', revised })],
    services,
  );
  await runExports({ region: at.id }, services);
  const zip = await bytesOf((await stored(at, services))[1] ?? '', services);
  file = await readExportFile(zip);
  pem = (await publicKey(services)).export({ format: 'pem', type: 'spki' }).toString();
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  await writeFile(path('export.zip'), zip);
  await writeFile(path('key.pem'), pem);
  await writeFile(path('other.pem'), other.export({ format: 'pem', type: 'spki' }).toString());
  await writeFile(path('broken.zip'), zip.subarray(0, 100));
  // The checksum of the first entry, in its header and in the directory.
  const checksum = zip.subarray(14, 18);
  const directoryAt = zip.lastIndexOf(checksum);
  const changed = Buffer.from(zip);
  for (const at of [14, directoryAt]) changed.writeUInt8((zip.readUInt8(at) + 1) % 256, at);
  await writeFile(path('checksum.zip'), changed);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test('show prints an export file', () => {
  const { stdout, status } = keys('show', path('export.zip'));
  expect(status).toBe(0);
  expect(stdout).toContain(`Region      ${file.region}`);
  expect(stdout).toMatch(
    /Keys {8}2\n {2}[0-9a-f]{32} {2}from .* UTC for 1440 min, risk 4, confirmed test, 1 days/,
  );
  expect(stdout).toMatch(/Revised {5}1\n {2}[0-9a-f]{32} .* revoked\n/);
});

test('verify accepts a valid file with its key and rejects it with another key', () => {
  const right = keys('verify', path('export.zip'), '--key', path('key.pem'));
  expect([right.status, right.stdout]).toEqual([0, expect.stringContaining('Phones accept this file.')]);
  const wrong = keys('verify', path('export.zip'), '--key', path('other.pem'));
  expect([wrong.status, wrong.stdout]).toEqual([
    1,
    expect.stringContaining('✗ export.sig has a valid signature'),
  ]);
});

test('resolves paths from INIT_CWD, and reports a missing file', () => {
  const script = join(import.meta.dirname, '../../../local/keys.ts');
  const env = { ...process.env, INIT_CWD: directory };
  const called = (name: string) =>
    spawnSync(process.execPath, [script, 'show', name], { encoding: 'utf8', env });
  expect(called('export.zip').status).toBe(0);
  expect(called('nosuch.zip')).toMatchObject({
    status: 1,
    stderr: '“nosuch.zip” cannot be read: ENOENT.\n',
  });
});

test('reports unreadable files and invalid arguments without a stack trace', () => {
  for (const options of [
    ['show', path('broken.zip')],
    ['verify', path('checksum.zip'), '--key', path('key.pem')],
    ['show', path('nowhere.zip')],
    ['verify', path('export.zip')],
    [],
  ]) {
    const { status, stderr, stdout } = keys(...options);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
});

describe('verify detects', () => {
  const broken = (change: Partial<ExportFile>) =>
    checkExportFile({ ...file, ...change }, pem).flatMap(({ rule, fault }) =>
      fault === undefined ? [] : [rule],
    );
  const first = (change: object) =>
    [{ ...file.keys[0], ...change }, ...file.keys.slice(1)] as ExportFile['keys'];

  test.each([
    ['other entries', () => ({ entries: ['export.bin'] }), /two entries/],
    ['another header', () => ({ header: 'EK Export v2    ' }), /begins with/],
    ['changed bytes', () => ({ bin: Buffer.concat([file.bin, Buffer.of(0)]) }), /valid signature/],
    ['no signature', () => ({ signatures: [] }), /valid signature/],
    ['other signature infos', () => ({ signatureInfos: [] }), /same keys/],
    ['several batches', () => ({ batchSize: 2 }), /batch 1 of 1/],
    ['an empty time range', () => ({ endTimestamp: file.startTimestamp }), /before the end time/],
    ['an empty region', () => ({ region: '' }), /region/],
    ['keys out of order', () => ({ keys: file.keys.toReversed() }), /sorted/],
    ['a duplicate key', () => ({ keys: [...file.keys, ...file.keys.slice(-1)] }), /sorted/],
    ['a short key', () => ({ keys: first({ keyData: '00' }) }), /16 bytes/],
    ['a long period', () => ({ keys: first({ rollingPeriod: 145 }) }), /rolling period/],
    ['a high risk', () => ({ keys: first({ transmissionRisk: 9 }) }), /transmission risk/],
    ['an early onset', () => ({ revisedKeys: first({ daysSinceOnset: -15 }) }), /onset/],
    ['an unknown report type', () => ({ keys: first({ reportType: 0 }) }), /report type/],
    [
      'a key that ended more than 15 days before the window',
      () => ({ keys: first({ rollingStart: file.startTimestamp / 600 - 15 * 144 - 145 }) }),
      /ended at most 15 days/,
    ],
    [
      'a key that starts after the end time',
      () => ({ keys: first({ rollingStart: 2 ** 31 - 1 }) }),
      /starts before the end time/,
    ],
  ])('%s', (_, change, rule) => {
    expect(broken({})).toEqual([]);
    expect(broken(change()).join()).toMatch(rule);
  });

  test('too many keys', () => {
    const many = Array.from({ length: 750_001 }, (_, index) => ({
      ...(file.keys[0] as ExportFile['keys'][number]),
      keyData: index.toString(16).padStart(32, '0'),
    }));
    expect(broken({ keys: many }).join()).toMatch(/750,000/);
  });
});
