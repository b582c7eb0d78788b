import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { TEKSignatureList } from '../proto/exportWriter.js';
import { exportBin } from '../shared/exposure/export/exportBin.ts';
import type { ExportableKey } from '../shared/exposure/export/exportedClaim.ts';
import { exportZip } from '../shared/exposure/export/exportZip.ts';
import { pemSigner } from '../shared/exposure/export/sign.ts';

// Each run is a separate process, so that its memory can be measured: exportRun.ts <what> <keys>

/** The result of a run. */
export interface ExportRun {
  milliseconds: number;
  /** Processor time of all threads, in ms. */
  processorMilliseconds: number;
  /** Peak resident memory, in MB. */
  megabytes: number;
  /** Bytes written. */
  bytes: number;
}

const pageSize = 2000;
const intervalsPerDay = 144;
const runs: Record<string, (count: number, file: string) => Promise<number>> = { pages, minimum, exportAll };

/**
 * Generates records page by page, as a query of Cosmos DB returns them: keys of publishes with 14 keys of whole days. One
 * publish of ten is a suspected case, and one key of fourteen ends early.
 */
async function* records(count: number): AsyncGenerator<ExportableKey[]> {
  for (let from = 0; from < count; from += pageSize) {
    const random = randomBytes(pageSize * 15);
    const page: ExportableKey[] = [];
    for (let index = from; index < Math.min(from + pageSize, count); index++) {
      const at = (index - from) * 15;
      const [day, onset, type] = [1 + (at % 14), (random[at + 12] ?? 0) % 8, random[at + 13] ?? 0];
      // Sorted like random bytes.
      const prefix = Math.floor((index / count) * 2 ** 32)
        .toString(16)
        .padStart(8, '0');
      page.push({
        id: prefix + random.toString('hex', at, at + 12),
        rollingStart: 2_900_160 - day * intervalsPerDay,
        rollingPeriod: day === 1 ? 1 + ((random[at + 14] ?? 0) % intervalsPerDay) : intervalsPerDay,
        window: 0,
        reportType: type < 26 ? 'likely' : 'confirmed',
        transmissionRisk: type < 26 ? 4 : 2,
        daysSinceOnset: onset - day,
      });
    }
    yield page;
  }
}

/** Reads the pages and does nothing else. */
async function pages(count: number): Promise<number> {
  let seen = 0;
  for await (const page of records(count)) seen += page.length;
  if (seen !== count) throw new Error('Records are missing.');
  return 0;
}

const signedBy = [
  {
    verificationKeyId: '440',
    verificationKeyVersion: 'v1',
    source: 'secret',
    name: 'a',
    version: 'b',
  } as const,
];
const head = { region: '440', start: 2_900_160 * 600, end: 2_900_184 * 600, signedBy };
const binOf = (count: number) => exportBin(head, { keys: records(count), revised: records(0) });

/** Exports the records to a signed file. */
async function exportAll(count: number, file: string): Promise<number> {
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    format: 'pem',
    type: 'pkcs8',
  });
  const sign = pemSigner(pem.toString());
  const zip = exportZip(binOf(count), async (digest) =>
    TEKSignatureList.encode({ signatures: [{ signature: await sign(digest) }] }).finish(),
  );
  const handle = await open(file, 'w');
  let at = 30 + 'export.bin'.length;
  for await (const chunk of zip.chunks)
    at += (await handle.write(chunk, 0, chunk.byteLength, at)).bytesWritten;
  await handle.write(zip.head(), 0, undefined, 0);
  await handle.close();
  return at;
}

/** The minimum work of any export: sorting as many keys, SHA-256 and zlib of the same bytes, and writing them. */
async function minimum(count: number, file: string): Promise<number> {
  const bytes = Buffer.concat(await Array.fromAsync(binOf(count)));
  const ids = new BigUint64Array(count).map(() => BigInt(Math.floor(Math.random() * 2 ** 53)));
  began = performance.now();
  used = process.cpuUsage();
  ids.sort();
  createHash('sha256').update(bytes).digest();
  const deflated = deflateRawSync(bytes, { level: 6 });
  const handle = await open(file, 'w');
  await handle.write(deflated);
  await handle.close();
  return deflated.length;
}

const [what = '', count = ''] = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), 'conveyor-export-'));
let began = performance.now();
let used = process.cpuUsage();
const bytes = (await runs[what]?.(Number(count), join(directory, 'export.zip'))) ?? 0;
const { user, system } = process.cpuUsage(used);
const run: ExportRun = {
  milliseconds: performance.now() - began,
  processorMilliseconds: (user + system) / 1000,
  megabytes: process.resourceUsage().maxRSS / 1024,
  bytes,
};
rmSync(directory, { recursive: true });
process.send?.(run);
