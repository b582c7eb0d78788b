import { createHash } from 'node:crypto';
import { rc4 } from './rc4.ts';

/** The default password, with which Excel encrypts workbooks that open without a password ([MS-OFFCRYPTO] 2.5.1). */
const defaultPassword = 'VelvetSweatshop';

const filePass = 0x2f;

/**
 * Whether a workbook of Excel 97 to 2003 needs a password: it has a record FilePass ([MS-XLS] 2.4.117) near its start, and
 * the default password does not open it.
 * @param head the first bytes of the stream `Workbook`
 */
export function xlsNeedsPassword(head: Buffer): boolean {
  for (let at = 0; at + 4 <= head.length; ) {
    const [record, length] = [head.readUInt16LE(at), head.readUInt16LE(at + 2)];
    if (record === filePass) return !opensWith(head.subarray(at + 4, at + 4 + length), defaultPassword);
    at += 4 + length;
  }
  return false;
}

/** Whether a password opens a workbook with 40-bit RC4. False for all other kinds of encryption. */
function opensWith(pass: Buffer, password: string): boolean {
  const isRc4 = pass.length >= 54 && pass.readUInt16LE(0) === 1 && pass.readUInt16LE(2) === 1;
  if (!isRc4) return false;
  const [salt, verifier, hash] = [pass.subarray(6, 22), pass.subarray(22, 38), pass.subarray(38, 54)];
  const plain = rc4(xlsKey(password, salt, 0), Buffer.concat([verifier, hash]));
  return md5(plain.subarray(0, 16)).equals(plain.subarray(16));
}

/** The key of a block of 1024 bytes ([MS-OFFCRYPTO] 2.3.6.2). */
export function xlsKey(password: string, salt: Uint8Array, block: number): Buffer {
  const first = md5(Buffer.from(password, 'utf16le')).subarray(0, 5);
  const once = Buffer.concat([first, salt]);
  const second = md5(Buffer.concat(Array.from({ length: 16 }, () => once))).subarray(0, 5);
  const number = Buffer.alloc(4);
  number.writeUInt32LE(block);
  return md5(Buffer.concat([second, number]));
}

const md5 = (data: Uint8Array) => createHash('md5').update(data).digest();
