import { createHash, randomBytes } from 'node:crypto';
import CFB from 'cfb';
import { rc4 } from '../../../shared/conversion/inputs/rc4.ts';
import { xlsKey } from '../../../shared/conversion/inputs/xlsEncryption.ts';

/** Record types of [MS-XLS]: start of a substream, its encryption, and the position of a sheet. */
const [bof, filePass, boundSheet] = [0x0809, 0x2f, 0x85];

/** An XLS encrypted with 40-bit RC4 ([MS-XLS] 2.2.10), as by Excel 97 to 2003. */
export function encryptedXls(bytes: Uint8Array, password: string): Buffer {
  const file = CFB.read(Buffer.from(bytes), { type: 'buffer' });
  const entry = CFB.find(file, '/Workbook');
  if (!entry) throw new Error('The file has no workbook.');
  const salt = randomBytes(16);
  const verifier = randomBytes(16);
  const hash = createHash('md5').update(verifier).digest();
  const verified = rc4(xlsKey(password, salt, 0), Buffer.concat([verifier, hash]));
  const pass = Buffer.concat([Buffer.from('010001000100', 'hex'), salt, verified]);
  const plain = withRecord(Buffer.from(entry.content as Uint8Array), pass);
  const encrypted = Buffer.from(plain);
  for (let block = 0; block * 1024 < plain.length; block++)
    rc4(xlsKey(password, salt, block), plain.subarray(block * 1024, (block + 1) * 1024)).copy(
      encrypted,
      block * 1024,
    );
  for (const { at, record, length } of recordsOf(plain)) {
    const open = record === bof || record === filePass ? length : record === boundSheet ? 4 : 0;
    plain.copy(encrypted, at, at, at + 4 + open);
  }
  const made = CFB.utils.cfb_new();
  CFB.utils.cfb_add(made, '/Workbook', encrypted);
  return Buffer.from(CFB.write(made, { type: 'buffer' }) as Buffer);
}

/** Inserts FilePass after the first record, and moves the positions of the sheets accordingly. */
function withRecord(stream: Buffer, pass: Buffer): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(filePass, 0);
  header.writeUInt16LE(pass.length, 2);
  const first = 4 + stream.readUInt16LE(2);
  const longer = Buffer.concat([stream.subarray(0, first), header, pass, stream.subarray(first)]);
  for (const { at, record } of recordsOf(longer))
    if (record === boundSheet) longer.writeUInt32LE(longer.readUInt32LE(at + 4) + 4 + pass.length, at + 4);
  return longer;
}

function recordsOf(stream: Buffer): { at: number; record: number; length: number }[] {
  const records = [];
  for (let at = 0; at + 4 <= stream.length; ) {
    const length = stream.readUInt16LE(at + 2);
    records.push({ at, record: stream.readUInt16LE(at), length });
    at += 4 + length;
  }
  return records;
}
