import { ConveyorError } from '../../../errors.ts';
import { DocumentRefused } from '../../engines/engine.ts';
import { allParts } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';
import type { Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { formulaText } from './formulaText.ts';
import { framesAsText } from './framesAsText.ts';
import { notesAsText } from './notesAsText.ts';
import { slideFormulasAsText } from './slideFormulas.ts';

/** For plain text: replaces the formulas of slides by text, and those, notes, text boxes and frames of a DOCX. */
export const formulasAsText: Operation = async ({ files }) => {
  const { name, bytes } = singleFile({ files });
  return { files: [{ name, bytes: await editedText(bytes, plainText) }] };
};

const formula = /<([\w.-]+):oMath(?=[\s>])[^>]*>.*?<\/\1:oMath>/gs;
/** The elements around a formula on its own line, and their properties. */
const formulaParagraph =
  /<([\w.-]+):oMathParaPr(?=[\s>/])(?:[^>]*\/>|.*?<\/\1:oMathParaPr>)|<\/?[\w.-]+:oMathPara(?=[\s>])[^>]*>/gs;

const wordPart = /^word\/[^/]+\.xml$/;
const slidePart = /^ppt\/(?:slides|slideLayouts|slideMasters)\/[^/]+\.xml$/;

/** Edits a part of a DOCX or a presentation. @param part the XML of another part, or undefined if it does not exist */
type Edit = (xml: string, path: string, part: (path: string) => string | undefined) => string;

const plainText: Edit = (xml, path, part) => {
  if (slidePart.test(path)) return slideFormulasAsText(xml);
  const linear = linearFormulas(xml);
  return framesAsText(path === 'word/document.xml' ? notesAsText(linear, part) : linear);
};

/**
 * Changes a DOCX so that a page shows all of its text: formulas, text boxes without an alternative for older programs, simple
 * fields and annotated text. Returns the same bytes if it has none.
 * @throws DocumentRefused `corrupt_file`
 */
export const withReadableText = (bytes: Uint8Array): Promise<Uint8Array> => editedText(bytes, readableText);

const readableText: Edit = (xml) => {
  const linear = withoutRuby(linearFormulas(xml).replace(/<\/?w:fldSimple(?=[\s>])[^>]*>/g, ''));
  return linear.includes(':Fallback') ? linear : framesAsText(linear);
};

/** Text with pronunciation guides (ECMA-376 part 1, 17.3.3.25), each in parentheses after its text. */
function withoutRuby(xml: string): string {
  if (!xml.includes('<w:ruby>')) return xml;
  return xml.replace(
    /<w:ruby>.*?<w:rt>(.*?)<\/w:rt>.*?<w:rubyBase>(.*?)<\/w:rubyBase>.*?<\/w:ruby>/gs,
    (_ruby, guide: string, base: string) =>
      `</w:r>${base}<w:r><w:t>(</w:t></w:r>${guide}<w:r><w:t>)</w:t></w:r><w:r>`,
  );
}

async function editedText(bytes: Uint8Array, edit: Edit): Promise<Uint8Array> {
  const parts = await allParts(bytes).catch((cause) => {
    if (cause instanceof ConveyorError) throw new DocumentRefused('corrupt_file', { cause });
    throw cause;
  });
  let found = false;
  for (const [path, content] of parts) {
    if (!wordPart.test(path) && !slidePart.test(path)) continue;
    const xml = content.toString('utf8');
    const edited = edit(xml, path, (other) => parts.get(other)?.toString('utf8'));
    if (edited === xml) continue;
    found = true;
    parts.set(path, Buffer.from(edited));
  }
  return found ? zipParts(parts) : bytes;
}

function linearFormulas(xml: string): string {
  return xml.includes(':oMath') ? xml.replace(formulaParagraph, '').replace(formula, textRun) : xml;
}

/** The run of text (ECMA-376 part 1, 17.3.2) that replaces a formula. */
function textRun(xml: string): string {
  const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  return `<w:r xmlns:w="${namespace}"><w:t xml:space="preserve">${formulaText(xml)}</w:t></w:r>`;
}
