import { describe, expect, it } from 'vitest';
import { checkInput } from '../../../shared/conversion/inputs/inputChecks.ts';
import { officeSample } from '../libreoffice/officeSamples.ts';
import { readPdf } from '../readPdf.ts';
import { never, toPdf } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';

type Damage = (bytes: Buffer) => Buffer;

const sector = 512;
/** Offsets in the header of an OLE2 file ([MS-CFB] 2.2). */
const header = { tables: 44, directory: 48, smallTable: 60 };
/** Deterministic noise. */
const noise = (length: number) =>
  Buffer.from(Array.from({ length }, (_, i) => (i * 7919 + (i >> 3) * 31) % 256));

function changed(change: (bytes: Buffer) => unknown): Damage {
  return (bytes) => {
    const copy = Buffer.from(bytes);
    change(copy);
    return copy;
  };
}
const directoryOf = (bytes: Buffer) => (bytes.readUInt32LE(header.directory) + 1) * sector;

/** Damage to files of any format. */
const damages: Record<string, Damage> = {
  'whose second half is missing': (bytes) => bytes.subarray(0, bytes.length / 2),
  'whose last 1000 bytes are missing': (bytes) => bytes.subarray(0, bytes.length - 1000),
  'whose second half is noise': changed((bytes) => noise(bytes.length / 2).copy(bytes, bytes.length / 2)),
  'whose bytes after the header are zeros': changed((bytes) => bytes.fill(0, sector)),
  'with a directory of noise': changed((bytes) => noise(sector).copy(bytes, directoryOf(bytes))),
  'with a directory of zeros': changed((bytes) =>
    bytes.fill(0, directoryOf(bytes), directoryOf(bytes) + sector),
  ),
  'with an allocation table of noise': changed((bytes) =>
    noise(sector).copy(bytes, (bytes.readUInt32LE(76) + 1) * sector),
  ),
};

const binary = ['xls', 'doc', 'ppt'] as const;

describe.each(binary)('%s', (format) => {
  it.each(Object.entries(damages))('%s is refused as corrupt', async (_what, damage) => {
    const { name, bytes } = await officeSample(format);
    await expect(checkInput({ name, bytes: damage(Buffer.from(bytes)) })).rejects.toMatchObject({
      code: 'corrupt_file',
    });
  });
});

/** Offset of a byte sequence. @param mark in hexadecimal */
const at = (bytes: Buffer, mark: string) => bytes.indexOf(Buffer.from(mark, 'hex'));

it.each<[string, (typeof binary)[number], Damage]>([
  [
    'an XLS with zeros in its sheet',
    'xls',
    changed((bytes) => bytes.fill(0, bytes.indexOf('Postage') - 200, bytes.indexOf('Postage'))),
  ],
  [
    'an XLS with a wrong offset of its sheet',
    'xls',
    changed((bytes) => bytes.writeUInt32LE(99, at(bytes, '85000e00') + 4)),
  ],
  [
    'a DOC with a wrong offset of its piece table',
    'doc',
    changed((bytes) => bytes.writeUInt32LE(0x7ffff, at(bytes, 'eca5') + 418)),
  ],
  [
    'a DOC without its signature',
    'doc',
    changed((bytes) => bytes.fill(0, at(bytes, 'eca5'), at(bytes, 'eca5') + 32)),
  ],
  [
    'a PPT with a wrong offset of its last edit',
    'ppt',
    changed((bytes) => bytes.writeUInt32LE(8, at(bytes, '5fc091e3') + 4)),
  ],
])('%s is refused as corrupt', async (_what, format, damage) => {
  const { name, bytes } = await officeSample(format);
  await expect(checkInput({ name, bytes: damage(Buffer.from(bytes)) })).rejects.toMatchObject({
    code: 'corrupt_file',
  });
});

it.each(['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp'] as const)(
  'a %s with a wrong checksum is refused as corrupt',
  async (format) => {
    const { name, bytes } = await officeSample(format);
    const damaged = Buffer.from(bytes);
    // The checksum of the first entry in the directory (APPNOTE 4.4.7).
    const directory = damaged.lastIndexOf(Buffer.from('504b0102', 'hex'));
    damaged.writeUInt8(damaged.readUInt8(directory + 16) ^ 1, directory + 16);
    await expect(checkInput({ name, bytes: damaged })).rejects.toMatchObject({ code: 'corrupt_file' });
  },
);

describe('an engine', () => {
  // An engine receives files whose damage no check detects. It must not read them as text.
  it.each(
    binary.flatMap((format) =>
      Object.entries({
        ...damages,
        'with a wrong count of tables': changed((bytes) => bytes.writeUInt32LE(0x7fffffff, header.tables)),
      }).map(([what, damage]) => [format, what, damage] as const),
    ),
  )('prints no bytes of %s %s', async (format, _what, damage) => {
    const { name, bytes } = await officeSample(format);
    const files = [{ name, bytes: damage(Buffer.from(bytes)) }];
    const printed = await sharedConverter
      .convert({ files, steps: toPdf, signal: never })
      .catch((error) => error.code);
    if (printed === 'corrupt_file') return;
    // The sheet is printed empty, with its name as header.
    const { text } = await readPdf(printed.files[0].bytes);
    expect(text.trim()).toBe('Sheet1\r\nPage 1');
  });

  it('refuses text named .xlsx', async () => {
    const files = [{ name: 'a.xlsx', bytes: Buffer.from('just text') }];
    await expect(sharedConverter.convert({ files, steps: toPdf, signal: never })).rejects.toMatchObject({
      code: 'corrupt_file',
    });
  });
});
