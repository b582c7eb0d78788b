import { ConveyorError } from '../../../errors.ts';
import { type Family, type FormatName, formatOfName } from '../../formats/formats.ts';
import { type LoadOptions, urlOptions } from './loadOptions.ts';
import type { PageOptions } from './pageOptions.ts';
import { paperOf } from './paper.ts';

/**
 * Whether options of a page fit each other.
 * @throws ConveyorError `invalid_parameter`
 */
export function checkPageOptions(options: Partial<PageOptions>): void {
  checkLoadOptions(options);
  const { width, height, margin } = paperOf(options);
  const [across, along] = options.landscape ? [height, width] : [width, height];
  if (across < 0.5 || along < 0.5) throw wrong('The paper is smaller than half an inch.');
  if (across > 200 || along > 200) throw wrong('The paper is larger than 200 inches.');
  if (margin.left + margin.right > across - 0.1 || margin.top + margin.bottom > along - 0.1)
    throw wrong('The margins leave no room on the paper.');
  if (options.singlePage && options.preferCssPageSize)
    throw wrong('`singlePage` and `preferCssPageSize` exclude each other.');
}

/** @throws ConveyorError `invalid_parameter` */
export function checkLoadOptions(options: Partial<LoadOptions>): void {
  const misplaced = options.url === undefined && urlOptions.find((name) => options[name] !== undefined);
  if (misplaced) throw wrong(`\`${misplaced}\` is only for a \`url\`.`);
  if (options.url !== undefined && options.assets)
    throw wrong('`assets` are only for a page that is a file.');
}

/** The families of what a page can show, load or include. */
const familiesOfPages: readonly Family[] = ['page', 'asset', 'image', 'data'];
/** What is of them, and yet nothing to a browser. */
const notForPages: readonly FormatName[] = ['zip', 'tiff'];

/** Whether a page can use a file, by its name; what it can't is a document. */
export function pageCanUse(name: string): boolean {
  const format = formatOfName(name);
  return (
    format !== undefined && familiesOfPages.includes(format.family) && !notForPages.includes(format.name)
  );
}

/**
 * The inputs that belong to a page and are no documents of their own: those that are named; all others
 * that a page can use, when one is called `index`; and the templates of headers and footers.
 * @param names of all inputs
 */
export function resourcesOfPage({ assets = [] }: Partial<LoadOptions>, names: readonly string[]): string[] {
  const pages = names.filter((name) => formatOfName(name)?.family === 'page');
  const index = pages.find((name) => /^index\.(html?|md|markdown)$/i.test(name));
  if (index !== undefined)
    return [...new Set([...assets, ...names.filter((name) => name !== index && pageCanUse(name))])];
  const templates = names.filter((name) => templateNames.includes(name));
  return pages.length > templates.length ? [...new Set([...assets, ...templates])] : assets;
}

const templateNames = ['header.html', 'footer.html'];

function wrong(detail: string): ConveyorError {
  return new ConveyorError('invalid_parameter', { detail });
}
