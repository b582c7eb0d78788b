import { ConveyorError } from '../errors.ts';
import type { EngineFile } from './engine.ts';
import type { StepContext } from './step.ts';

/** Counts the pages of the PDFs that go through a job: for the limit, and for the bill. */
export class PageCounts {
  /** Pages of the PDFs that were seen last: those of the results, or those that the results were made from. */
  last = 0;
  readonly #context: StepContext;
  #seen: readonly EngineFile[] = [];

  constructor(context: StepContext) {
    this.#context = context;
  }

  /**
   * Looks at the files between two steps. PDFs that a step has only passed on are not counted again.
   * @throws ConveyorError `too_many_pages`, `corrupt_file`, `password_required`
   */
  async look(files: readonly EngineFile[]): Promise<void> {
    const pdfs = files.filter(({ name }) => name.toLowerCase().endsWith('.pdf'));
    if (pdfs.length === 0) return;
    const known = pdfs.length === this.#seen.length && pdfs.every((pdf) => this.#seen.includes(pdf));
    if (known) return;
    const { pages = [] } = await this.#context.engine('toolbox', { operation: 'countPages', files: pdfs });
    const most = this.#context.limits.pages;
    if (pages.some((count) => count > most))
      throw new ConveyorError('too_many_pages', { detail: `The document has more than ${most} pages.` });
    this.#seen = pdfs;
    this.last = pages.reduce((sum, count) => sum + count, 0);
  }
}
