import { readFile } from 'node:fs/promises';
import { formatOfName } from '../../shared/conversion/formats/formats.ts';
import { unlimitedZip, zipContents } from '../../shared/conversion/inputs/zipContents.ts';

/** `{customer.name}`, `{#items}`, `{total | currency: "EUR"}` */
const wordTag = /\{[#/]?[\p{L}_][^{}\n]*\}/u;
const pageTag = /\{\{[^{}]+\}\}|\{%[^{}]+%\}/;
const documentPart = 'word/document.xml';

/** The first template tag of a Word document or a page; undefined if there is none. */
export async function firstTemplateTag(path: string): Promise<string | undefined> {
  const format = formatOfName(path)?.name;
  if (format === 'html') return pageTag.exec(await readFile(path, 'utf8'))?.[0];
  if (format !== 'docx') return undefined;
  const bytes = await readFile(path);
  // The app also converts RTF files that are named .docx.
  if (bytes.toString('latin1', 0, 2) !== 'PK') return undefined;
  const parts = await zipContents(bytes, unlimitedZip, (name) => name === documentPart);
  // Word may split a tag into several runs.
  const text = parts
    .get(documentPart)
    ?.toString('utf8')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]*>/g, '');
  return wordTag.exec(text ?? '')?.[0];
}
