import { formulaText } from './formulaText.ts';

const alternative =
  /<mc:AlternateContent\b[^>]*>\s*<mc:Choice\s[^>]*Requires\s*=\s*["']a14["'][^>]*>(.*?)<\/mc:Choice>.*?<\/mc:AlternateContent>/gs;
const formulaElement = /<a14:m(?=[\s>])[^>]*>(.*?)<\/a14:m>/gs;
const officeMath = /<([\w.-]+):oMath(?=[\s>])[^>]*>.*?<\/\1:oMath>/gs;

/**
 * Replaces alternatives with a formula by the formula. In slides, a formula is an alternative for programs that know the extension
 * `a14` ([MS-ODRAWXML] 2.2.3), and LibreOffice shows the other alternative, an empty text or a picture.
 */
export function withFormulas(xml: string): string {
  if (!xml.includes('<a14:m')) return xml;
  return xml.replace(alternative, (whole, choice: string) => {
    if (!choice.includes('<a14:m')) return whole;
    // The declaration of the prefix is at the alternative or the choice.
    const name = /^\s*<[\w:]+/.exec(choice)?.[0];
    const declared = 'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"';
    return name ? `${name} ${declared}${choice.slice(name.length)}` : whole;
  });
}

/** Replaces the formulas of a slide by runs of text (ECMA-376 part 1, 21.1.2.3.8). */
export function slideFormulasAsText(xml: string): string {
  return withFormulas(xml).replace(formulaElement, (_, content: string) => {
    const texts = [...content.matchAll(officeMath)].map(([formula]) => formulaText(formula));
    return `<a:r><a:t>${texts.join(' ')}</a:t></a:r>`;
  });
}
