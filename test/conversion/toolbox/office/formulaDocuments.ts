import { docx, paragraph } from '../../ooxml.ts';

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
