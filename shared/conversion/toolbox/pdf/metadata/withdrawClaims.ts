import type { Standard } from '../../../standards.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { openPdf, savePdf } from '../libraries/pdfLib.ts';
import { claimsOf, readXmp, withoutClaims, writeXmp } from '../libraries/xmp.ts';

/** Limit of XMP in bytes: of some programs it holds the history of each picture. */
const maximumBytes = 64_000_000;

/** Removes the claims to other standards than the step keeps from the XMP of a PDF, with a warning. */
export const withdrawClaims: Operation<{ step: string; keeps: readonly Standard[] }> = async ({
  files,
  options: { step, keeps },
}) => {
  const { name, bytes } = singleFile({ files });
  const document = await openPdf(bytes);
  const xmp = readXmp(document, maximumBytes) ?? '';
  const broken = claimsOf(xmp).filter((each) => !keeps.some((kept) => kept === each));
  if (broken.length === 0) return { files: [{ name, bytes }] };
  writeXmp(document, withoutClaims(xmp, broken));
  const detail = `“${name}” no longer claims ${broken.join(' and ')}, because \`${step}\` can break it.`;
  return {
    files: [{ name, bytes: await savePdf(document) }],
    warnings: [{ code: 'claim_withdrawn', detail }],
  };
};
