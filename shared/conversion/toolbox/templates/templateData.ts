import type { EngineFile } from '../../engines/engine.ts';
import { decodeText } from '../../inputs/textEncoding.ts';
import { isTooDeep, maximumDataLevels } from '../../steps/options/dataLevels.ts';
import { templateError } from './refusals.ts';

/** What one document is filled with. */
export type Item = Readonly<Record<string, unknown>>;

/**
 * The data of the step, or of the JSON file it names.
 * @returns one item for each document, and whether they came as a list
 * @throws DocumentRefused `template_error`
 */
export function itemsOf(data: unknown, file: EngineFile | undefined): { items: Item[]; isList: boolean } {
  const value = file ? parsed(file) : data;
  if (isTooDeep(value)) throw templateError(`The data has more than ${maximumDataLevels} levels.`);
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 0)
    throw templateError('The data is an empty list: there is nothing to fill the template with.');
  if (!items.every(isItem)) throw templateError('The data must be a JSON object, or a list of objects.');
  return { items, isList: Array.isArray(value) };
}

function parsed(file: EngineFile): unknown {
  try {
    return JSON.parse(decodeText(file.bytes));
  } catch (error) {
    throw templateError(`“${file.name}” is not valid JSON: ${(error as Error).message}.`, error);
  }
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
