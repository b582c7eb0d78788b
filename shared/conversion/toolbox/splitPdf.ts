import { DocumentRefused, type EngineFile } from '../engine.ts';
import type { SplitOptions } from '../steps/split.ts';
import { only } from './only.ts';
import type { Limited, Operation } from './operations.ts';
import { mustBeChangeable, numberedName, rangesOf, selectPages } from './pages.ts';
import { qpdf } from './qpdf.ts';

/** Makes several PDFs of one, or one of some of its pages. */
export const splitPdf: Operation<Limited<SplitOptions>> = async ({ files, options }) => {
  const { name, bytes } = only({ files });
  const pages = await mustBeChangeable(bytes);
  const parts = partsOf(options, pages);
  if (parts.length > options.limits.files) throw new DocumentRefused('too_many_files');
  const results: EngineFile[] = [];
  for (const [index, part] of parts.entries()) {
    const range = part.map((page) => page + 1).join(',');
    const made = await qpdf({ 'in.pdf': bytes }, ['/in.pdf', '--pages', '.', range, '--']);
    results.push({ name: numberedName(name, index + 1, parts.length, 'pdf'), bytes: made });
  }
  return { files: results };
};

/** The pages of each part, from 0. */
function partsOf({ splitMode, splitSpan, splitUnify }: SplitOptions, count: number): number[][] {
  if (splitMode === 'intervals') {
    const span = Number(splitSpan);
    const starts = Array.from({ length: Math.ceil(count / span) }, (_, index) => index * span);
    return starts.map((start) =>
      Array.from({ length: Math.min(span, count - start) }, (_, page) => start + page),
    );
  }
  const all = selectPages(splitSpan, count);
  if (splitUnify) return [all];
  // Ranges that lie behind the last page make no file.
  return rangesOf(splitSpan)
    .filter(([first]) => first <= count)
    .map(([first, last]) => selectPages(`${first}-${last}`, count));
}
