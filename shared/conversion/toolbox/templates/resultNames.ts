import type { Liquid } from 'liquidjs';
import { safeFileName } from '../../fileNames.ts';
import { refusalOf } from './refusals.ts';
import type { Item } from './templateData.ts';

/**
 * The names of one template's results: the template's name, or one name per item by a pattern such as
 * `invoice-{{ number }}`. Names are unique and cannot contain folders.
 * @throws DocumentRefused `template_error`
 */
export async function resultNames(
  template: string,
  items: readonly Item[],
  { pattern, isList, liquid }: { pattern: string | undefined; isList: boolean; liquid: Liquid },
): Promise<string[]> {
  const [, base = template, extension = ''] = /^(.*?)(\.[^.]*)?$/s.exec(template) ?? [];
  const parsed = pattern === undefined ? undefined : await orRefusal(pattern, () => liquid.parse(pattern));
  const taken = new Set<string>();
  const names: string[] = [];
  for (const [index, item] of items.entries()) {
    const stem = parsed
      ? safeFileName(String(await orRefusal(pattern ?? '', () => liquid.render(parsed, { ...item }))))
      : isList
        ? `${base}-${index + 1}`
        : base;
    let name = `${stem || base}${extension}`;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${stem || base}-${n}${extension}`;
    taken.add(name.toLowerCase());
    names.push(name);
  }
  return names;
}

async function orRefusal<T>(pattern: string, make: () => T | Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    throw refusalOf(error, pattern, 'in `fileName`');
  }
}
