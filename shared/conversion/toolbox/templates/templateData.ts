import type { NamedFile } from '../../files.ts';
import { decodeText } from '../../inputs/textEncoding.ts';
import { isTooDeep, maximumDataLevels } from '../../steps/options/dataLevels.ts';
import { templateError } from './refusals.ts';

/** The data of one document. */
export type Item = Readonly<Record<string, unknown>>;

/**
 * Reads the data of the step, or of the JSON file that it names.
 * @returns one item per document, and whether the data is a list
 * @throws DocumentRefused `template_error`
 */
export async function itemsOf(
  data: unknown,
  file: NamedFile | undefined,
): Promise<{ items: Item[]; isList: boolean }> {
  const value = file ? await parsed(file) : data;
  if (isTooDeep(value)) throw templateError(`The data is nested more than ${maximumDataLevels} levels deep.`);
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 0) throw templateError('The data is an empty list. It must have at least one item.');
  if (!items.every(isItem)) throw templateError('The data must be a JSON object, or a list of objects.');
  return { items, isList: Array.isArray(value) };
}

async function parsed(file: NamedFile): Promise<unknown> {
  const text = await decodeText(file.bytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw templateError(`“${file.name}” is not valid JSON: ${(error as Error).message}.`, error);
  }
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
