import { crc32 } from 'node:zlib';
import { PbfReader } from 'pbf';
import { fromBuffer } from 'yauzl';

// Reads an export file like a phone, with a protobuf reader and field numbers that are independent of the app's code.

interface ReadKey {
  id: string;
  risk: number;
  rollingStart: number;
  rollingPeriod: number;
  reportType: number;
  daysSinceOnset: number | undefined;
}
interface ReadInfo {
  version: string;
  id: string;
  algorithm: string;
}
interface ReadSignature {
  info: ReadInfo;
  batchNum: number;
  batchSize: number;
  signature: Uint8Array;
}
export interface ReadExport {
  bin: Buffer;
  start: number;
  end: number;
  region: string;
  batchNum: number;
  batchSize: number;
  infos: ReadInfo[];
  keys: ReadKey[];
  revised: ReadKey[];
  signatures: ReadSignature[];
}

const emptyInfo = (): ReadInfo => ({ version: '', id: '', algorithm: '' });

function info(tag: number, to: ReadInfo, pbf: PbfReader): void {
  if (tag === 3) to.version = pbf.readString();
  else if (tag === 4) to.id = pbf.readString();
  else if (tag === 5) to.algorithm = pbf.readString();
  else throw new Error(`Unknown field ${tag} in a SignatureInfo.`);
}

function key(tag: number, to: ReadKey, pbf: PbfReader): void {
  if (tag === 1) to.id = Buffer.from(pbf.readBytes()).toString('hex');
  else if (tag === 2) to.risk = pbf.readVarint(true);
  else if (tag === 3) to.rollingStart = pbf.readVarint(true);
  else if (tag === 4) to.rollingPeriod = pbf.readVarint(true);
  else if (tag === 5) to.reportType = pbf.readVarint(true);
  else if (tag === 6) to.daysSinceOnset = pbf.readSVarint();
  else throw new Error(`Unknown field ${tag} in a TemporaryExposureKey.`);
}

const readKey = (pbf: PbfReader) =>
  pbf.readMessage(key, {
    id: '',
    risk: 0,
    rollingStart: 0,
    rollingPeriod: 144,
    reportType: 0,
    daysSinceOnset: undefined,
  } as ReadKey);

type Body = Omit<ReadExport, 'bin' | 'signatures'>;

function body(tag: number, to: Body, pbf: PbfReader): void {
  if (tag === 1) to.start = pbf.readFixed64();
  else if (tag === 2) to.end = pbf.readFixed64();
  else if (tag === 3) to.region = pbf.readString();
  else if (tag === 4) to.batchNum = pbf.readVarint(true);
  else if (tag === 5) to.batchSize = pbf.readVarint(true);
  else if (tag === 6) to.infos.push(pbf.readMessage(info, emptyInfo()));
  else if (tag === 7) to.keys.push(readKey(pbf));
  else if (tag === 8) to.revised.push(readKey(pbf));
  else throw new Error(`Unknown field ${tag} in a TemporaryExposureKeyExport.`);
}

function signature(tag: number, to: ReadSignature, pbf: PbfReader): void {
  if (tag === 1) to.info = pbf.readMessage(info, emptyInfo());
  else if (tag === 2) to.batchNum = pbf.readVarint(true);
  else if (tag === 3) to.batchSize = pbf.readVarint(true);
  else if (tag === 4) to.signature = pbf.readBytes();
}

export async function readExport(zip: Buffer): Promise<ReadExport> {
  const entries = await readZip(zip);
  if ([...entries.keys()].join() !== 'export.bin,export.sig')
    throw new Error('The ZIP has unexpected entries.');
  const [bin, sig] = [...entries.values()] as [Buffer, Buffer];
  return { ...readBin(bin), signatures: readSignatures(sig) };
}

export function readBin(bin: Buffer): Omit<ReadExport, 'signatures'> {
  if (bin.subarray(0, 16).toString('latin1') !== 'EK Export v1    ') throw new Error('The header is wrong.');
  const empty: Body = {
    start: 0,
    end: 0,
    region: '',
    batchNum: 0,
    batchSize: 0,
    infos: [],
    keys: [],
    revised: [],
  };
  return { bin, ...new PbfReader(bin.subarray(16)).readFields(body, empty) };
}

function readSignatures(sig: Buffer): ReadSignature[] {
  return new PbfReader(sig).readFields((tag, to, pbf) => {
    if (tag === 1)
      to.push(
        pbf.readMessage(signature, {
          info: emptyInfo(),
          batchNum: 0,
          batchSize: 0,
          signature: new Uint8Array(),
        }),
      );
  }, [] as ReadSignature[]);
}

/** Reads all entries of a ZIP and verifies their checksums. */
async function readZip(zip: Buffer): Promise<Map<string, Buffer>> {
  const entries = new Map<string, Buffer>();
  await new Promise<void>((done, failed) => {
    fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (error) return failed(error);
      file.on('error', failed);
      file.on('end', () => done());
      file.on('entry', (entry) => {
        file.openReadStream(entry, (broken, stream) => {
          if (broken) return failed(broken);
          stream.toArray().then((chunks) => {
            const bytes = Buffer.concat(chunks as Buffer[]);
            // yauzl does not verify checksums; phones do.
            if (crc32(bytes) !== entry.crc32)
              return failed(new Error(`The checksum of ${entry.fileName} is wrong.`));
            entries.set(entry.fileName, bytes);
            file.readEntry();
          }, failed);
        });
      });
      file.readEntry();
    });
  });
  return entries;
}
