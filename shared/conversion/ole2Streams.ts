import { ConveyorError } from '../errors.ts';

/**
 * The names of the streams in an OLE2 compound file ([MS-CFB]), which is what DOC, XLS, PPT and password-protected
 * OOXML files are.
 * @throws ConveyorError `corrupt_file`
 */
export function ole2Streams(bytes: Uint8Array): string[] {
  try {
    return readDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (cause) {
    throw new ConveyorError('corrupt_file', { cause });
  }
}

function readDirectory(file: Buffer): string[] {
  const sectorSize = 1 << file.readUInt16LE(30);
  if (sectorSize !== 512 && sectorSize !== 4096) throw new RangeError('sector size');
  const offset = (sector: number) => (sector + 1) * sectorSize;
  const next = (sector: number) => {
    const perSector = sectorSize / 4;
    const index = Math.floor(sector / perSector);
    // Beyond the 109 entries of the header the table goes on elsewhere; a directory so far back is not looked for.
    if (index >= 109) return endOfChain;
    return file.readUInt32LE(offset(file.readUInt32LE(76 + index * 4)) + (sector % perSector) * 4);
  };
  const names: string[] = [];
  const seen = new Set<number>();
  for (let sector = file.readUInt32LE(48); sector < endOfChain; sector = next(sector)) {
    if (seen.has(sector)) throw new RangeError('chain');
    seen.add(sector);
    for (let at = offset(sector); at < offset(sector) + sectorSize; at += 128) {
      const length = file.readUInt16LE(at + 64);
      if (length >= 2 && length <= 64) names.push(file.toString('utf16le', at, at + length - 2));
    }
  }
  return names;
}

/** FREESECT, ENDOFCHAIN, FATSECT and DIFSECT all lie above this. */
const endOfChain = 0xfffffffa;
