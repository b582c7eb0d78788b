import type { Metadata } from '../../../steps/options/metadataProperties.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { changePdf } from '../libraries/pdfLib.ts';
import { changeMetadata } from './changeMetadata.ts';

/** Writes metadata. */
export const writeMetadata: Operation<{ metadata: Metadata }> = async ({ files, options: { metadata } }) => {
  const { name, bytes } = singleFile({ files });
  return {
    files: [{ name, bytes: await changePdf(bytes, (document) => changeMetadata(document, metadata)) }],
  };
};
