import { ConveyorError } from '../../errors.ts';
import type { EngineResult } from '../engines/engine.ts';
import { type NamedFile, pdfsAmong } from '../files.ts';
import type { StepContext } from './step.ts';

/** Counts the pages of all PDFs in a job, for the page limit and for billing. */
export class PageCounts {
  /** Pages of the last PDFs: the results, or the PDFs that the results were made from. */
  last = 0;
  readonly #context: Pick<StepContext, 'engine' | 'limits'>;
  readonly #known = new WeakMap<Uint8Array, number>();
  /** Whether there were PDFs after the step before. */
  #hadPdfs = false;
  #intermediate = 0;

  constructor(context: Pick<StepContext, 'engine' | 'limits'>) {
    this.#context = context;
  }

  /** Keeps the page counts that a toolbox reports for the PDFs among its results. */
  remember({ files, pages = [] }: EngineResult): void {
    for (const [index, { bytes }] of pdfsAmong(files).entries()) {
      const count = pages[index];
      if (count !== undefined) this.#known.set(bytes, count);
    }
  }

  /**
   * Counts the pages of the files between two steps.
   * @throws ConveyorError `too_many_pages`, `corrupt_file`, `password_required`
   */
  async count(files: readonly NamedFile[]): Promise<void> {
    const pdfs = pdfsAmong(files);
    const intermediate = this.#intermediate;
    this.#intermediate = 0;
    if (pdfs.length === 0) {
      // Some documents were PDFs before the step, others only within it.
      if (intermediate > 0) this.last = intermediate + (this.#hadPdfs ? this.last : 0);
      this.#hadPdfs = false;
      return;
    }
    this.last = await this.#pagesOf(pdfs);
    this.#hadPdfs = true;
  }

  /**
   * Counts the pages of PDFs that a step makes as an intermediate result.
   * @throws ConveyorError `too_many_pages`, `corrupt_file`
   */
  async countIntermediate(files: readonly NamedFile[]): Promise<void> {
    const pdfs = pdfsAmong(files);
    if (pdfs.length > 0) this.#intermediate += await this.#pagesOf(pdfs);
  }

  async #pagesOf(pdfs: NamedFile[]): Promise<number> {
    const files = pdfs.filter(({ bytes }) => !this.#known.has(bytes));
    if (files.length > 0) {
      const counted = await this.#context.engine('toolbox', { operation: 'countPages', files });
      this.remember({ ...counted, files });
    }
    const pages = pdfs.map(({ bytes }) => this.#known.get(bytes) ?? 0);
    const limit = this.#context.limits.pages;
    if (pages.some((count) => count > limit))
      throw new ConveyorError('too_many_pages', {
        detail: `The document has more than the limit of ${limit} pages (MAXIMUM_PAGES).`,
      });
    return pages.reduce((sum, count) => sum + count, 0);
  }
}
