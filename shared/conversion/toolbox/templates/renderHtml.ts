import { Context, type Liquid, toPromise } from 'liquidjs';
import type { NamedFile } from '../../files.ts';
import { pageBytes, pageText } from '../../inputs/pageEncoding.ts';
import { escapeHtml } from '../html/escapeHtml.ts';
import type { Operation } from '../operation.ts';
import { Hyperlink } from './hyperlink.ts';
import { makeLiquid } from './liquid.ts';
import { Picture, Pictures } from './picture.ts';
import { refusalOf, templateTooLarge } from './refusals.ts';
import { type RenderOptions, type RenderTask, renderTask } from './renderTask.ts';
import { resultNames } from './resultNames.ts';
import type { Item } from './templateData.ts';
import { templateLimits } from './templateLimits.ts';
import { textOf } from './values.ts';

/** Fills HTML pages with Liquid tags: one result per item of the data. */
export const renderHtml: Operation<RenderOptions> = async (task) => {
  const given = await renderTask(task);
  const results: NamedFile[] = [];
  for (const file of task.files) results.push(...(await renderPage(file, given)));
  return { files: results };
};

async function renderPage(file: NamedFile, given: RenderTask): Promise<NamedFile[]> {
  const pictures = new Pictures(given.files, given.maximumPixels);
  const pages = given.files.filter(({ name }) => /\.html?$/i.test(name));
  const partials = new Map<string, string>();
  for (const { name, bytes } of pages) partials.set(name, await pageText(bytes));
  const liquid = makeLiquid({ conventions: given.conventions, pictures, partials, escapeValue: markup });
  const names = await resultNames(file.name, given.items, {
    ...given,
    liquid: makeLiquid({ ...given, pictures }),
  });
  const results: NamedFile[] = [];
  try {
    const page = liquid.parse(await pageText(file.bytes));
    for (const [index, item] of given.items.entries())
      results.push({ name: names[index] ?? file.name, bytes: pageBytes(await filled(page, item, liquid)) });
  } catch (error) {
    throw refusalOf(error, tagOf(error), placeOf(error, file, given.isList ? results.length : undefined));
  }
  return results;
}

/** Collects the rendered text up to the limits. */
class Page {
  buffer = '';
  #pieces = 0;
  write(value: unknown): void {
    this.buffer += value;
    if (++this.#pieces > templateLimits.pieces)
      throw templateTooLarge('The loops of the template run too many iterations.');
    if (this.buffer.length > templateLimits.characters)
      throw templateTooLarge(`The page would have more than ${templateLimits.characters} characters.`);
  }
}

async function filled(page: ReturnType<Liquid['parse']>, item: Item, liquid: Liquid): Promise<string> {
  const emitter = new Page();
  const context = new Context(item, liquid.options, {}, { liquid });
  await toPromise(liquid.renderer.renderTemplates(page, context, emitter));
  return emitter.buffer;
}

/** Markup of a value in a page: images, links, and escaped text for everything else. */
function markup(value: unknown): string {
  if (value instanceof Hyperlink)
    return `<a href="${escapeHtml(value.target)}">${escapeHtml(value.text)}</a>`;
  if (!(value instanceof Picture)) return escapeHtml(textOf(value));
  const { width, height } = value.size();
  const data = `data:${value.format};base64,${value.bytes.toString('base64')}`;
  return `<img src="${data}" alt="${escapeHtml(value.alt)}" style="width:${width.toFixed(2)}px;height:${height.toFixed(2)}px">`;
}

interface LiquidToken {
  file?: string;
  getText(): string;
  getPosition(): [line: number, column: number];
}

function tagOf(error: unknown): string | undefined {
  return (error as { token?: LiquidToken }).token?.getText();
}

function placeOf(error: unknown, file: NamedFile, index: number | undefined): string {
  const { token } = error as { token?: LiquidToken };
  const name = token?.file ?? file.name;
  const [line, column] = token?.getPosition() ?? [];
  return [
    `in “${name}”`,
    ...(line === undefined ? [] : [`line ${line}, column ${column}`]),
    ...(index === undefined ? [] : [`item ${index + 1}`]),
  ].join(', ');
}
