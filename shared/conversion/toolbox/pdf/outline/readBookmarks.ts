import { withExtension } from '../../../formats/formats.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { withPdf } from '../libraries/pdfium.ts';
import { outlineOf } from './outlineOf.ts';

/** Reads bookmarks as JSON, in the format of the option `bookmarks`. */
export const readBookmarks: Operation = async ({ files }) => {
  const { name, bytes } = singleFile({ files });
  const json = JSON.stringify({ bookmarks: await withPdf(bytes, outlineOf) }, undefined, 2);
  return { files: [{ name: withExtension(name, 'json'), bytes: Buffer.from(json) }] };
};
