import type { Operation } from '../../operation.ts';
import { pageCount } from '../libraries/pageCount.ts';

/** Counts the pages of each PDF. */
export const countPages: Operation = async ({ files }) => {
  const pages: number[] = [];
  for (const { bytes } of files) pages.push(await pageCount(bytes));
  return { files: [], pages };
};
