import type { PDFDocument } from '@cantoo/pdf-lib';
import { DocumentRefused } from '../../engines/engine.ts';
import { stemOf } from '../../fileNames.ts';
import type { NamedFile } from '../../files.ts';
import type { BookmarkMode, MergeOptions } from '../../steps/merge.ts';
import type { Bookmark } from '../../steps/options/bookmark.ts';
import type { ConversionWarning } from '../../warnings.ts';
import type { Limited, Operation } from '../operation.ts';
import { changeablePages, hasForm } from './libraries/pages.ts';
import { withPdf } from './libraries/pdfium.ts';
import { changePdf } from './libraries/pdfLib.ts';
import { attachmentNames, qpdf, rewriteStreams } from './libraries/qpdf.ts';
import { bookmarkModes, bookmarksOf, concatenated } from './mergedBookmarks.ts';
import { setOutline } from './outline/setOutline.ts';
import { type MergedFile, mergeTags } from './tags/mergeTags.ts';

/** Merges PDFs into one, with the metadata of the first, and the bookmarks, attachments and tags of all. */
export const mergePdfs: Operation<Limited<MergeOptions>> = async ({ files, options }) => {
  const ordered = inOrder(files, options.order ?? []);
  const modes = bookmarkModes(ordered, options.bookmarks);
  const inputs: MergeInput[] = [];
  for (const [index, file] of ordered.entries()) inputs.push(await inspect(file, modes[index] ?? 'keep'));
  const pages = inputs.reduce((sum, input) => sum + input.pages, 0);
  if (pages > options.limits.pages)
    throw new DocumentRefused('too_many_pages', {
      detail: `The files have ${pages} pages in total, more than the limit of ${options.limits.pages} (MAXIMUM_PAGES).`,
    });
  const byName = Object.fromEntries(ordered.map(({ bytes }, index) => [`${index}.pdf`, bytes]));
  const names = Object.keys(byName).map((name) => `/${name}`);
  const merged = await qpdf(byName, [
    `${names[0]}`,
    '--pages',
    ...names.flatMap((name) => [name, '1-z']),
    '--',
    ...(await attachmentArguments(inputs)),
    ...(renamesResources(inputs) ? [rewriteStreams] : []),
  ]);
  const bookmarks = concatenated(inputs);
  const hasTags = inputs.length > 1 && inputs.some(({ isTagged }) => isTagged);
  const warnings: ConversionWarning[] = [];
  const change = async (document: PDFDocument) => {
    setOutline(document, bookmarks);
    if (hasTags) warnings.push(...(await mergeTags(document, inputs)));
  };
  const unchanged = !modes.includes('none') && bookmarks.length === 0 && !hasTags;
  const bytes = unchanged ? merged : await changePdf(merged, change);
  return { files: [{ name: ordered[0]?.name ?? 'merged.pdf', bytes }], warnings };
};

/** A file to merge, and what decides how. */
interface MergeInput extends MergedFile {
  hasForm: boolean;
  hasAttachments: boolean;
  /** Its bookmarks in the result, with its own page numbers. */
  bookmarks: Bookmark[];
}

/** @throws DocumentRefused `corrupt_file`, `password_required` */
function inspect(file: NamedFile, mode: BookmarkMode): Promise<MergeInput> {
  return withPdf(file.bytes, (module, document) => ({
    ...file,
    pages: changeablePages(module, document),
    isTagged: module.FPDFCatalog_IsTagged(document),
    hasForm: hasForm(module, document),
    hasAttachments: module.FPDFDoc_GetAttachmentCount(document) > 0,
    bookmarks: bookmarksOf(module, document, file.name, mode),
  }));
}

/** The named files first, then the rest. @throws DocumentRefused `invalid_parameter` if a name fits no file */
function inOrder(files: readonly NamedFile[], order: readonly string[]): NamedFile[] {
  const rest = [...files];
  const named = order.map((name) => {
    const exact = rest.findIndex((file) => file.name === name);
    const index = exact >= 0 ? exact : rest.findIndex((file) => stemOf(file.name) === stemOf(name));
    const [file] = index >= 0 ? rest.splice(index, 1) : [];
    if (!file)
      throw new DocumentRefused('invalid_parameter', {
        detail: `\`order\` contains “${name}”, which is not the name of a file, or is repeated.`,
      });
    return file;
  });
  return [...named, ...rest];
}

/** The arguments that copy the attachments of all files but the first. qpdf fails on duplicate names, so they get prefixes. */
async function attachmentArguments(inputs: readonly MergeInput[]): Promise<string[]> {
  const taken = new Set<string>();
  const args: string[] = [];
  if (!inputs.slice(1).some(({ hasAttachments }) => hasAttachments)) return args;
  for (const [index, { bytes, hasAttachments }] of inputs.entries()) {
    if (!hasAttachments) continue;
    const names = await attachmentNames(bytes);
    let prefix = '';
    while (names.some((name) => taken.has(prefix + name))) prefix += `${index + 1}-`;
    for (const name of names) taken.add(prefix + name);
    if (index > 0 && names.length > 0)
      args.push('--copy-attachments-from', `/${index}.pdf`, ...(prefix ? [`--prefix=${prefix}`] : []), '--');
  }
  return args;
}

/** Whether qpdf renames resources: merged forms share one resource dictionary, with the names of the first form. */
function renamesResources(inputs: readonly MergeInput[]): boolean {
  return inputs.slice(1).some((input) => input.hasForm);
}
