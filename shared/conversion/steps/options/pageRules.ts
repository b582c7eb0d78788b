import { ConveyorError } from '../../../errors.ts';
import type { Family } from '../../formats/formatRow.ts';
import { type FormatName, formatOfName } from '../../formats/formats.ts';
import { type LoadOptions, urlOptions } from './loadOptions.ts';
import type { PageOptions } from './pageOptions.ts';
import { paperOf } from './paper.ts';

/**
 * Checks that page options are consistent.
 * @throws ConveyorError `invalid_parameter`
 */
export function checkPageOptions(options: Partial<PageOptions>): void {
  checkLoadOptions(options);
  const { width, height, margin } = paperOf(options);
  const [across, along] = options.landscape ? [height, width] : [width, height];
  if (across < 0.5 || along < 0.5) throw wrong('The paper must be at least 0.5 inches wide and high.');
  if (across > 200 || along > 200) throw wrong('The paper must be at most 200 inches wide and high.');
  if (margin.left + margin.right > across - 0.1 || margin.top + margin.bottom > along - 0.1)
    throw wrong('The margins leave no space on the paper.');
  if (options.singlePage && options.preferCssPageSize)
    throw wrong('`singlePage` and `preferCssPageSize` cannot be combined.');
}

/** Options that only an uploaded page can have. */
const fileOptions = ['assets', 'encoding'] as const;

/** @throws ConveyorError `invalid_parameter` */
export function checkLoadOptions(options: Partial<LoadOptions>): void {
  const misplaced = options.url === undefined && urlOptions.find((name) => options[name] !== undefined);
  if (misplaced) throw wrong(`\`${misplaced}\` needs a \`url\`.`);
  const onlyFiles = options.url !== undefined && fileOptions.find((name) => options[name] !== undefined);
  if (onlyFiles) throw wrong(`\`${onlyFiles}\` cannot be combined with a \`url\`.`);
}

/** Families of formats that a page can show, load or include. */
const familiesOfPages: readonly Family[] = ['page', 'asset', 'image', 'data'];
/** Formats of these families that a browser cannot show. */
const notForPages: readonly FormatName[] = ['zip', 'tiff'];

/** Whether a page can use a file, judged by its name. All other files are documents. */
export function pageCanUse(name: string): boolean {
  const format = formatOfName(name);
  return (
    format !== undefined && familiesOfPages.includes(format.family) && !notForPages.includes(format.name)
  );
}

/**
 * The inputs that are assets of a page, not documents: those that `assets` names; all others that a page can use, if one
 * page is named `index`; and the templates of headers and footers and the style sheet of Markdown.
 * @param names of all inputs
 */
export function resourcesOfPage({ assets = [] }: Partial<LoadOptions>, names: readonly string[]): string[] {
  const pages = names.filter((name) => formatOfName(name)?.family === 'page');
  const index = pages.find((name) => /^index\.(x?html?|xht|md|markdown)$/i.test(name));
  if (index !== undefined)
    return [...new Set([...assets, ...names.filter((name) => name !== index && pageCanUse(name))])];
  const templates = names.filter((name) => templateNames.includes(name));
  if (pages.length === templates.length) return assets;
  const styles = pages.some(isMarkdown) ? names.filter((name) => name === 'style.css') : [];
  return [...new Set([...assets, ...templates, ...styles])];
}

/** Whether a file is Markdown, judged by its name. */
export const isMarkdown = (name: string) => formatOfName(name)?.name === 'md';

const templateNames = ['header.html', 'footer.html'];

function wrong(detail: string): ConveyorError {
  return new ConveyorError('invalid_parameter', { detail });
}
