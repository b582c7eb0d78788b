import { ConveyorError } from '../../errors.ts';
import type { EngineFile } from '../engines/engine.ts';
import type { StepContext } from './step.ts';

/** Counts the pages of the PDFs that go through a job: for the limit, and for the bill. */
export class PageCounts {
  /** Pages of the PDFs that were seen last: those of the results, or those that the results were made from. */
  last = 0;
  readonly #context: Pick<StepContext, 'engine' | 'limits'>;
  #seen: readonly EngineFile[] = [];
  #onTheWay = 0;

  constructor(context: Pick<StepContext, 'engine' | 'limits'>) {
    this.#context = context;
  }

  /**
   * Looks at the files between two steps. PDFs that a step has only passed on are not counted again.
   * @throws ConveyorError `too_many_pages`, `corrupt_file`, `password_required`
   */
  async look(files: readonly EngineFile[]): Promise<void> {
    const pdfs = pdfsAmong(files);
    const onTheWay = this.#onTheWay;
    this.#onTheWay = 0;
    if (pdfs.length === 0) {
      // Of several documents one may have been a PDF, and another have become one on the way.
      if (onTheWay > 0) this.last = onTheWay + (this.#seen.length > 0 ? this.last : 0);
      this.#seen = [];
      return;
    }
    const known = pdfs.length === this.#seen.length && pdfs.every((pdf) => this.#seen.includes(pdf));
    if (known) return;
    this.last = await this.#count(pdfs);
    this.#seen = pdfs;
  }

  /**
   * Looks at what a step has made on its way to something else.
   * @throws ConveyorError `too_many_pages`, `corrupt_file`
   */
  async countIntermediate(files: readonly EngineFile[]): Promise<void> {
    const pdfs = pdfsAmong(files);
    if (pdfs.length > 0) this.#onTheWay += await this.#count(pdfs);
  }

  async #count(pdfs: EngineFile[]): Promise<number> {
    const { pages = [] } = await this.#context.engine('toolbox', { operation: 'countPages', files: pdfs });
    const most = this.#context.limits.pages;
    if (pages.some((count) => count > most))
      throw new ConveyorError('too_many_pages', { detail: `The document has more than ${most} pages.` });
    return pages.reduce((sum, count) => sum + count, 0);
  }
}

const pdfsAmong = (files: readonly EngineFile[]) =>
  files.filter(({ name }) => name.toLowerCase().endsWith('.pdf'));
