import { ConveyorError } from '../../../errors.ts';
import type { FormatName } from '../../formats/formats.ts';
import { editFodt, editOds, editOdt } from './openEdit.ts';
import { editPpt } from './pptEdit.ts';
import { editPptx } from './pptxEdit.ts';

/** Edits without which LibreOffice crashes, waits forever, refuses the document or leaves out content. */
const edits: Partial<Record<FormatName, (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>>> = {
  pptx: editPptx,
  ppsx: editPptx,
  ppt: editPpt,
  odt: editOdt,
  ods: editOds,
  fodt: editFodt,
};

/** The document as LibreOffice shows all of it. A damaged one is left to LibreOffice, which can read some of them. */
export async function editedDocument(bytes: Uint8Array, format: FormatName): Promise<Uint8Array> {
  try {
    return (await edits[format]?.(bytes)) ?? bytes;
  } catch (error) {
    if (error instanceof ConveyorError || error instanceof RangeError) return bytes;
    throw error;
  }
}
