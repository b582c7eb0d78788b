import { allParts } from '../../../../shared/conversion/inputs/zipContents.ts';
import { zipParts } from '../../../../shared/conversion/inputs/zipParts.ts';
import { docx, paragraph, pptx } from '../../ooxml.ts';

const namespace = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const run = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;

/** E = mc² and (a+b)/c as Word writes them (ECMA-376 part 1, 22.1). */
export const formulas = {
  energy: `<m:oMath ${namespace}>${run('E=m')}<m:sSup><m:e>${run('c')}</m:e><m:sup>${run('2')}</m:sup></m:sSup></m:oMath>`,
  fraction: `<m:oMath ${namespace}><m:f><m:num>${run('a+b')}</m:num><m:den>${run('c')}</m:den></m:f></m:oMath>`,
};

/** A DOCX with a formula on a separate line and one within a line. */
export function formulaDocx(): Promise<Buffer> {
  return docx(
    `${paragraph('Energy and mass:')}<w:p><m:oMathPara ${namespace}>${formulas.energy}</m:oMathPara></w:p><w:p><w:r><w:t xml:space="preserve">The mean is </w:t></w:r>${formulas.fraction}<w:r><w:t xml:space="preserve"> for two.</w:t></w:r></w:p>`,
  );
}

/** A PPTX whose slide has a formula as PowerPoint writes it: an alternative to an empty text. */
export async function formulaPptx(): Promise<Buffer> {
  const parts = await allParts(await pptx([{ title: 'Energy and mass', lines: ['formula'] }]));
  const path = 'ppt/slides/slide1.xml';
  const slide = parts.get(path)?.toString() ?? '';
  const shape = slide.slice(slide.lastIndexOf('<p:sp>'), slide.lastIndexOf('</p:sp>') + '</p:sp>'.length);
  const withRun = (run: string) => shape.replace(/<a:r>.*<\/a:r>/s, run);
  const namespaces =
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"';
  const formula = withRun(`<a14:m><m:oMathPara ${namespace}>${formulas.energy}</m:oMathPara></a14:m>`);
  const fallback = withRun('<a:r><a:t> </a:t></a:r>');
  const alternative = `<mc:AlternateContent ${namespaces}><mc:Choice Requires="a14">${formula}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent>`;
  parts.set(path, Buffer.from(slide.replace(shape, alternative)));
  return zipParts(parts);
}
