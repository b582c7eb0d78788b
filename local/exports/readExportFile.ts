import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { fromBuffer, type ZipFile } from 'yauzl';
import { TEKSignatureList, TemporaryExposureKeyExport } from '../../proto/exportReader.js';

/** A temporary exposure key of an export file. */
export interface ExportedKey {
  /** Hexadecimal. */
  keyData: string;
  transmissionRisk: number;
  rollingStart: number;
  rollingPeriod: number;
  /** A number of `ReportType`. */
  reportType: number;
  daysSinceOnset: number | undefined;
}

interface SignatureInfo {
  verificationKeyVersion: string;
  verificationKeyId: string;
  signatureAlgorithm: string;
}

/** The content of an export file. */
export interface ExportFile {
  /** Names of the ZIP entries, in the order of the file. */
  entries: string[];
  /** The bytes that are signed. */
  bin: Buffer;
  header: string;
  startTimestamp: number;
  endTimestamp: number;
  region: string;
  batchNum: number;
  batchSize: number;
  signatureInfos: SignatureInfo[];
  keys: ExportedKey[];
  revisedKeys: ExportedKey[];
  signatures: { info: SignatureInfo; batchNum: number; batchSize: number; signature: Uint8Array }[];
}

const headerBytes = 16;

/**
 * Reads an export file without verifying it.
 * @throws Error if it is not an export file
 */
export async function readExportFile(zip: Buffer): Promise<ExportFile> {
  const entries = await entriesOf(zip);
  const [bin, sig] = ['export.bin', 'export.sig'].map((name) => {
    const bytes = entries.get(name);
    if (!bytes) throw new Error(`The ZIP file has no entry ${name}.`);
    return bytes;
  }) as [Buffer, Buffer];
  const body = TemporaryExposureKeyExport.decode(bin.subarray(headerBytes));
  return {
    entries: [...entries.keys()],
    bin,
    header: bin.subarray(0, headerBytes).toString('latin1'),
    startTimestamp: body.startTimestamp,
    endTimestamp: body.endTimestamp,
    region: body.region,
    batchNum: body.batchNum,
    batchSize: body.batchSize,
    signatureInfos: body.signatureInfos.map(infoOf),
    keys: body.keys.map(keyOf),
    revisedKeys: body.revisedKeys.map(keyOf),
    signatures: TEKSignatureList.decode(sig).signatures.map((each) => ({
      info: infoOf(each.signatureInfo ?? {}),
      batchNum: each.batchNum ?? 0,
      batchSize: each.batchSize ?? 0,
      signature: each.signature ?? new Uint8Array(),
    })),
  };
}

type Optional<T> = { [Key in keyof T]?: T[Key] | null };

const infoOf = (info: Optional<SignatureInfo>): SignatureInfo => ({
  verificationKeyVersion: info.verificationKeyVersion ?? '',
  verificationKeyId: info.verificationKeyId ?? '',
  signatureAlgorithm: info.signatureAlgorithm ?? '',
});

const keyOf = (
  key: Optional<{
    keyData: Uint8Array;
    transmissionRiskLevel: number;
    rollingStartIntervalNumber: number;
    rollingPeriod: number;
    reportType: number;
    daysSinceOnsetOfSymptoms: number;
  }>,
): ExportedKey => ({
  keyData: Buffer.from(key.keyData ?? []).toString('hex'),
  transmissionRisk: key.transmissionRiskLevel ?? 0,
  rollingStart: key.rollingStartIntervalNumber ?? 0,
  rollingPeriod: key.rollingPeriod ?? 144,
  reportType: key.reportType ?? 0,
  // protobufjs returns 0 from the prototype for an absent field.
  daysSinceOnset: Object.hasOwn(key, 'daysSinceOnsetOfSymptoms')
    ? (key.daysSinceOnsetOfSymptoms ?? undefined)
    : undefined,
});

async function entriesOf(zip: Buffer): Promise<Map<string, Buffer>> {
  const file = await new Promise<ZipFile>((done, failed) =>
    fromBuffer(zip, { lazyEntries: true }, (error, opened) => (error ? failed(error) : done(opened))),
  );
  const entries = new Map<string, Buffer>();
  await new Promise<void>((done, failed) => {
    file.on('error', failed);
    file.on('end', () => done());
    file.on('entry', (entry) =>
      file.openReadStream(entry, (error, stream) => {
        if (error) return failed(error);
        buffer(stream).then((bytes) => {
          // yauzl does not verify checksums; phones do.
          if (crc32(bytes) !== entry.crc32)
            return failed(new Error(`The checksum of ${entry.fileName} is wrong.`));
          entries.set(entry.fileName, bytes);
          file.readEntry();
        }, failed);
      }),
    );
    file.readEntry();
  });
  return entries;
}
