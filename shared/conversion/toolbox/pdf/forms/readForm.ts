import { withExtension } from '../../../formats/formats.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { openPdf } from '../libraries/pdfLib.ts';
import { describeField } from './formFields.ts';

/** Reads form fields as JSON. */
export const readForm: Operation = async ({ files }) => {
  const { name, bytes } = singleFile({ files });
  const fields = (await openPdf(bytes)).getForm().getFields().map(describeField);
  const json = JSON.stringify({ fields }, undefined, 2);
  return { files: [{ name: withExtension(name, 'json'), bytes: Buffer.from(json) }] };
};
