import { DocumentRefused, type EngineResult } from '../engines/engine.ts';
import { pdfsAmong } from '../files.ts';
import { pageCount } from './pdf/libraries/pageCount.ts';

/**
 * Adds the page counts of the PDFs that an operation has made, so that they need not be sent to a toolbox again. If a result cannot be
 * counted, such as an encrypted one, none is.
 */
export async function countResults(result: EngineResult): Promise<EngineResult> {
  if (result.pages) return result;
  const pages: number[] = [];
  try {
    for (const { bytes } of pdfsAmong(result.files)) pages.push(await pageCount(bytes));
  } catch (error) {
    if (error instanceof DocumentRefused) return result;
    throw error;
  }
  return { ...result, pages };
}
