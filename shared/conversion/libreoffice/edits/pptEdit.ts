import { ole2Streams, overwrite } from '../../inputs/ole2Streams.ts';
import { currentObjects } from '../../inputs/pptRecords.ts';

/**
 * Corrects the largest number of an object in the last edit of a PPT ([MS-PPT] 2.3.3, `persistIdSeed`). Some programs write one
 * that is too small, which PowerPoint ignores: LibreOffice refuses the file, or leaves out the slide with the next number.
 * @throws RangeError or ConveyorError `corrupt_file` if the file is damaged
 */
export function editPpt(bytes: Uint8Array): Uint8Array {
  const streams = ole2Streams(bytes);
  const { largestNumber, declared } = currentObjects(streams);
  const positions = streams.get('powerpoint document')?.positions();
  if (!positions || declared.largestNumber >= largestNumber) return bytes;
  const file = Buffer.from(bytes);
  const number = Buffer.alloc(4);
  number.writeUInt32LE(largestNumber);
  overwrite(file, positions, declared.at, number);
  return file;
}
