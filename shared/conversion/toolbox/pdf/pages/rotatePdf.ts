import type { RotateOptions } from '../../../steps/rotate.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { mustBeChangeable, selectPages } from '../libraries/pages.ts';
import { qpdf } from '../libraries/qpdf.ts';

/** Rotates pages relative to their current rotation. */
export const rotatePdf: Operation<RotateOptions> = async ({ files, options: { angle, pages } }) => {
  const { name, bytes } = singleFile({ files });
  const chosen = selectPages(pages, await mustBeChangeable(bytes)).map((index) => index + 1);
  const rotation = `--rotate=+${angle}:${pages === undefined ? '1-z' : chosen.join(',')}`;
  return { files: [{ name, bytes: await qpdf({ 'in.pdf': bytes }, ['/in.pdf', rotation]) }] };
};
