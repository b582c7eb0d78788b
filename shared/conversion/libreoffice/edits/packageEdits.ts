import { ConveyorError } from '../../../errors.ts';
import type { FormatName } from '../../formats/formats.ts';
import { editFodt, editOdt } from './odtEdit.ts';
import { editPptx } from './pptxEdit.ts';

/** Edits without which LibreOffice crashes, waits forever or leaves out content. */
const edits: Partial<Record<FormatName, (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>>> = {
  pptx: editPptx,
  ppsx: editPptx,
  odt: editOdt,
  fodt: editFodt,
};

/** The document as LibreOffice shows all of it. A damaged package is left to LibreOffice, which can read some of them. */
export async function editedPackage(bytes: Uint8Array, format: FormatName): Promise<Uint8Array> {
  try {
    return (await edits[format]?.(bytes)) ?? bytes;
  } catch (error) {
    if (error instanceof ConveyorError) return bytes;
    throw error;
  }
}
