import { AFRelationship } from '@cantoo/pdf-lib';
import { DocumentRefused } from '../../engines/engine.ts';
import { formatOfName } from '../../formats/formats.ts';
import type { AttachOptions } from '../../steps/attach.ts';
import { asLine } from '../../steps/options/textLine.ts';
import type { Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { changePdf } from './libraries/pdfLib.ts';

/** Attaches files to a PDF. An attachment of the same name is replaced. */
export const attachFiles: Operation<AttachOptions> = async ({ files, resources, options }) => {
  const { name, bytes } = singleFile({ files });
  const changed = await changePdf(bytes, async (document) => {
    const existing = document.getAttachments().map((each) => each.name);
    for (const { name: input, description, mediaType, relationship = 'Unspecified' } of options.files) {
      const file = resources.find((each) => each.name === input);
      // The plan checks this too.
      if (!file) throw new DocumentRefused('invalid_parameter', { detail: `No input is named “${input}”.` });
      const label = safeName(input);
      if (existing.includes(label)) document.detach(label);
      await document.attach(file.bytes, label, {
        mimeType: mediaType ?? formatOfName(input)?.contentType ?? 'application/octet-stream',
        modificationDate: new Date(),
        afRelationship: AFRelationship[relationship],
        ...(description !== undefined && { description }),
      });
    }
  });
  return { files: [{ name, bytes: changed }] };
};

/** A file name without folders, line breaks and leading dots. */
function safeName(name: string): string {
  return asLine(name.replace(/^.*[/\\]/s, ''), 255).replace(/^\.+/, '') || 'attachment';
}
