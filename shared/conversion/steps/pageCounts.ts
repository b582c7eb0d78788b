import { ConveyorError } from '../../errors.ts';
import type { NamedFile } from '../files.ts';
import type { StepContext } from './step.ts';

/** Counts the pages of all PDFs in a job, for the page limit and for billing. */
export class PageCounts {
  /** Pages of the last PDFs: the results, or the PDFs that the results were made from. */
  last = 0;
  readonly #context: Pick<StepContext, 'engine' | 'limits'>;
  #counted: readonly NamedFile[] = [];
  #intermediate = 0;

  constructor(context: Pick<StepContext, 'engine' | 'limits'>) {
    this.#context = context;
  }

  /**
   * Counts the pages of the files between two steps. PDFs that a step has passed on unchanged are not counted again.
   * @throws ConveyorError `too_many_pages`, `corrupt_file`, `password_required`
   */
  async count(files: readonly NamedFile[]): Promise<void> {
    const pdfs = pdfsAmong(files);
    const intermediate = this.#intermediate;
    this.#intermediate = 0;
    if (pdfs.length === 0) {
      // Some documents were PDFs before the step, others only within it.
      if (intermediate > 0) this.last = intermediate + (this.#counted.length > 0 ? this.last : 0);
      this.#counted = [];
      return;
    }
    const unchanged =
      pdfs.length === this.#counted.length && pdfs.every((pdf) => this.#counted.includes(pdf));
    if (unchanged) return;
    this.last = await this.#pagesOf(pdfs);
    this.#counted = pdfs;
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
    const { pages = [] } = await this.#context.engine('toolbox', { operation: 'countPages', files: pdfs });
    const limit = this.#context.limits.pages;
    if (pages.some((count) => count > limit))
      throw new ConveyorError('too_many_pages', {
        detail: `The document has more than the limit of ${limit} pages (MAXIMUM_PAGES).`,
      });
    return pages.reduce((sum, count) => sum + count, 0);
  }
}

const pdfsAmong = (files: readonly NamedFile[]) =>
  files.filter(({ name }) => name.toLowerCase().endsWith('.pdf'));
