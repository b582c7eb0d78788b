import { crc32 } from 'node:zlib';

/**
 * A ZIP entry.
 *
 * yazl writes the sizes of a streamed entry after its bytes, where not every streaming reader looks for them.
 */
export interface ZipEntry {
  /** ASCII. */
  name: string;
  method: keyof typeof methods;
  /** Of the uncompressed bytes. */
  crc: number;
  /** Uncompressed, in bytes. */
  size: number;
  /** As in the file, in bytes. */
  storedSize: number;
}

/** Numbers of compression methods (APPNOTE.TXT §4.4.5). */
const methods = { stored: 0, deflated: 8 } as const;

/** An entry without compression. */
export const storedEntry = (name: string, bytes: Uint8Array): ZipEntry => ({
  name,
  method: 'stored',
  crc: crc32(bytes),
  size: bytes.byteLength,
  storedSize: bytes.byteLength,
});

/** Version 2.0 of APPNOTE.TXT, which every reader supports. */
const version = 20;
/** 1 January 1980, so that the bytes do not depend on the time of creation. */
const date = (1 << 5) | 1;

/** Writes the fields that both headers of an entry have (§4.3.7, §4.3.12). */
function fields(into: Buffer, at: number, { name, method, crc, size, storedSize }: ZipEntry): void {
  into.writeUInt16LE(version, at);
  into.writeUInt16LE(methods[method], at + 4);
  into.writeUInt16LE(date, at + 8);
  into.writeUInt32LE(crc, at + 10);
  into.writeUInt32LE(storedSize, at + 14);
  into.writeUInt32LE(size, at + 18);
  into.writeUInt16LE(name.length, at + 22);
}

/** The header before the bytes of an entry (§4.3.7). It has sizes and checksum, so that streaming readers can read it. */
export function localHeader(entry: ZipEntry): Buffer {
  const header = Buffer.alloc(30 + entry.name.length);
  header.writeUInt32LE(0x04034b50, 0);
  fields(header, 4, entry);
  header.write(entry.name, 30, 'ascii');
  return header;
}

/** The central directory and its end record, which follow the last entry (§4.3.12, §4.3.16). */
export function directory(entries: readonly ZipEntry[]): Buffer {
  const headers: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const header = Buffer.alloc(46 + entry.name.length);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(version, 4);
    fields(header, 6, entry);
    header.writeUInt32LE(offset, 42);
    header.write(entry.name, 46, 'ascii');
    headers.push(header);
    offset += 30 + entry.name.length + entry.storedSize;
  }
  const size = headers.reduce((sum, header) => sum + header.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...headers, end]);
}
