import { ConveyorError } from '../../../errors.ts';
import { DocumentRefused } from '../../engines/engine.ts';
import { unlimitedZip, zipContents } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';
import type { Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { formulaText } from './formulaText.ts';
import { framesAsText } from './framesAsText.ts';

/** Replaces the formulas, text boxes and frames of a DOCX by text in its paragraphs, for plain text. */
export const formulasAsText: Operation = async ({ files }) => {
  const { name, bytes } = singleFile({ files });
  return { files: [{ name, bytes: await editedText(bytes, (xml) => framesAsText(linearFormulas(xml))) }] };
};

const formula = /<([\w.-]+):oMath(?=[\s>])[^>]*>.*?<\/\1:oMath>/gs;
/** The elements around a formula on its own line, and their properties. */
const formulaParagraph =
  /<([\w.-]+):oMathParaPr(?=[\s>/])(?:[^>]*\/>|.*?<\/\1:oMathParaPr>)|<\/?[\w.-]+:oMathPara(?=[\s>])[^>]*>/gs;

/** Replaces the formulas of a DOCX by text. Returns the same bytes if it has none. @throws DocumentRefused `corrupt_file` */
export const withFormulasAsText = (bytes: Uint8Array): Promise<Uint8Array> =>
  editedText(bytes, linearFormulas);

async function editedText(bytes: Uint8Array, edit: (xml: string) => string): Promise<Uint8Array> {
  const parts = await zipContents(bytes, unlimitedZip, () => true, Number.POSITIVE_INFINITY).catch(
    (cause) => {
      if (cause instanceof ConveyorError) throw new DocumentRefused('corrupt_file', { cause });
      throw cause;
    },
  );
  let found = false;
  for (const [path, content] of parts) {
    if (!/^word\/[^/]+\.xml$/.test(path)) continue;
    const xml = content.toString('utf8');
    const edited = edit(xml);
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
