import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEKSignatureList } from '../proto/exportWriter.js';
import { exportBin } from '../shared/exposure/export/exportBin.ts';
import type { ExportableKey } from '../shared/exposure/export/exportedClaim.ts';
import { exportZip } from '../shared/exposure/export/exportZip.ts';
import { pemSigner } from '../shared/exposure/export/sign.ts';

// Each run is a separate process, so that its memory can be measured: exportRun.ts <what> <keys>

/** The result of a run. */
export interface ExportRun {
  milliseconds: number;
  /** Peak resident memory, in MB. */
  megabytes: number;
  /** Bytes written. */
  bytes: number;
}

const bytesPerKey = 34;
const pageSize = 2000;
const runs: Record<string, (count: number, file: string) => Promise<number>> = { pages, minimum, exportAll };

/** Generates records page by page, as a query of Cosmos DB returns them. */
async function* records(count: number): AsyncGenerator<ExportableKey[]> {
  const random = randomBytes(pageSize * 12).toString('hex');
  for (let from = 0; from < count; from += pageSize) {
    const page: ExportableKey[] = [];
    for (let index = from; index < Math.min(from + pageSize, count); index++) {
      const at = (index - from) * 24;
      page.push({
        id: index.toString(16).padStart(8, '0') + random.slice(at, at + 24),
        rollingStart: 2_900_000 + (index % 2000),
        rollingPeriod: 144,
        window: 0,
        reportType: 'confirmed',
        transmissionRisk: index % 9,
        daysSinceOnset: (index % 29) - 14,
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

/** Exports the records to a signed file. */
async function exportAll(count: number, file: string): Promise<number> {
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    format: 'pem',
    type: 'pkcs8',
  });
  const sign = pemSigner(pem.toString());
  const signedBy = [
    {
      verificationKeyId: '440',
      verificationKeyVersion: 'v1',
      source: 'secret',
      name: 'a',
      version: 'b',
    } as const,
  ];
  const head = { region: '440', start: 1_767_225_600, end: 1_767_240_000, signedBy };
  const bin = exportBin(head, { keys: records(count), revised: records(0) });
  const zip = exportZip(bin, async (digest) =>
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

/** The minimum work of any export: sorting as many keys, SHA-256 of as many bytes, and writing them. */
async function minimum(count: number, file: string): Promise<number> {
  const bytes = Buffer.alloc(count * bytesPerKey, randomBytes(bytesPerKey * 1000));
  const ids = new BigUint64Array(count).map(() => BigInt(Math.floor(Math.random() * 2 ** 53)));
  began = performance.now();
  ids.sort();
  createHash('sha256').update(bytes).digest();
  const handle = await open(file, 'w');
  await handle.write(bytes);
  await handle.close();
  return bytes.length;
}

const [what = '', count = ''] = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), 'conveyor-export-'));
let began = performance.now();
const bytes = (await runs[what]?.(Number(count), join(directory, 'export.zip'))) ?? 0;
const run: ExportRun = {
  milliseconds: performance.now() - began,
  megabytes: process.resourceUsage().maxRSS / 1024,
  bytes,
};
rmSync(directory, { recursive: true });
process.send?.(run);
