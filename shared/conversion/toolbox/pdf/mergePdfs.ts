import { DocumentRefused, type EngineFile } from '../../engines/engine.ts';
import type { MergeOptions } from '../../steps/merge.ts';
import type { Bookmark } from '../../steps/options/bookmark.ts';
import type { Limited, Operation } from '../operation.ts';
import { outlineOf } from './outlineOf.ts';
import { mustBeChangeable } from './pages.ts';
import { changePdf } from './pdfLib.ts';
import { attachmentNames, formOf, qpdf, rewriteStreams } from './qpdf.ts';
import { setOutline } from './setOutline.ts';

/** Makes one PDF of several, with the metadata of the first, and the bookmarks and attachments of all. */
export const mergePdfs: Operation<Limited<MergeOptions>> = async ({ files, options }) => {
  const ordered = inOrder(files, options.order ?? []);
  const counts: number[] = [];
  for (const { bytes } of ordered) counts.push(await mustBeChangeable(bytes));
  const pages = counts.reduce((sum, count) => sum + count, 0);
  if (pages > options.limits.pages)
    throw new DocumentRefused('too_many_pages', {
      detail: `Together the files have ${pages} pages; ${options.limits.pages} are allowed.`,
    });
  const inputs = Object.fromEntries(ordered.map(({ bytes }, index) => [`${index}.pdf`, bytes]));
  const names = Object.keys(inputs).map((name) => `/${name}`);
  const merged = await qpdf(inputs, [
    `${names[0]}`,
    '--pages',
    ...names.flatMap((name) => [name, '1-z']),
    '--',
    ...(await copyingAttachments(ordered)),
    ...((await renamesResources(ordered)) ? [rewriteStreams] : []),
  ]);
  const wanted = options.bookmarks ?? 'keep';
  const bookmarks = await allBookmarks(ordered, counts, wanted);
  const asItIs = wanted !== 'none' && bookmarks.length === 0;
  const bytes = asItIs ? merged : await changePdf(merged, (document) => setOutline(document, bookmarks));
  return { files: [{ name: ordered[0]?.name ?? 'merged.pdf', bytes }] };
};

/** @throws DocumentRefused `invalid_parameter` if a name is none of the files' */
function inOrder(files: readonly EngineFile[], order: readonly string[]): EngineFile[] {
  const rest = [...files];
  const named = order.map((name) => {
    const exact = rest.findIndex((file) => file.name === name);
    const index = exact >= 0 ? exact : rest.findIndex((file) => stem(file.name) === stem(name));
    const [file] = index >= 0 ? rest.splice(index, 1) : [];
    if (!file)
      throw new DocumentRefused('invalid_parameter', {
        detail: `\`order\` names “${name}”, which is none of the files, or one too often.`,
      });
    return file;
  });
  return [...named, ...rest];
}

/** What tells qpdf to copy the attachments of all but the first, which has its own; it takes no name twice. */
async function copyingAttachments(files: readonly EngineFile[]): Promise<string[]> {
  const taken = new Set<string>();
  const args: string[] = [];
  for (const [index, { bytes }] of files.entries()) {
    const names = await attachmentNames(bytes);
    let prefix = '';
    while (names.some((name) => taken.has(prefix + name))) prefix += `${index + 1}-`;
    for (const name of names) taken.add(prefix + name);
    if (index > 0 && names.length > 0)
      args.push('--copy-attachments-from', `/${index}.pdf`, ...(prefix ? [`--prefix=${prefix}`] : []), '--');
  }
  return args;
}

/** Forms of several files share one list of resources, where qpdf renames those of all but the first form. */
async function renamesResources(files: readonly EngineFile[]): Promise<boolean> {
  for (const { bytes } of files.slice(1)) if ((await formOf(bytes)).exists) return true;
  return false;
}

async function allBookmarks(
  files: readonly EngineFile[],
  counts: readonly number[],
  wanted: NonNullable<MergeOptions['bookmarks']>,
): Promise<Bookmark[]> {
  if (wanted === 'none') return [];
  const all: Bookmark[] = [];
  let before = 0;
  for (const [index, { name, bytes }] of files.entries()) {
    const own = moved(await outlineOf(bytes), before);
    all.push(...(wanted === 'keep' ? own : [{ title: stem(name), page: before + 1, children: own }]));
    before += counts[index] ?? 0;
  }
  return all;
}

function moved(bookmarks: readonly Bookmark[], by: number): Bookmark[] {
  return bookmarks.map(({ title, page, children = [] }) => ({
    title,
    page: page + by,
    children: moved(children, by),
  }));
}

const stem = (name: string) => name.replace(/\.[^.]*$/, '');
