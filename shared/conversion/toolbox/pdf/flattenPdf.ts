import type { FlattenOptions } from '../../steps/flatten.ts';
import { only } from '../only.ts';
import type { Operation } from '../operation.ts';
import { mustBeChangeable } from './pages.ts';
import { qpdf } from './qpdf.ts';

/** Makes annotations and form fields part of the page. */
export const flattenPdf: Operation<FlattenOptions> = async ({ files, options: { annotations = 'all' } }) => {
  const { name, bytes } = only({ files });
  await mustBeChangeable(bytes);
  const args = ['/in.pdf', '--generate-appearances', `--flatten-annotations=${annotations}`];
  return { files: [{ name, bytes: await qpdf({ 'in.pdf': bytes }, args) }] };
};
