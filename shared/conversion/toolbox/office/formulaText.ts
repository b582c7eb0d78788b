/** An element of Office Math (ECMA-376 part 1, 22.1): its name without prefix, the value of its properties, what is in it. */
interface Element {
  name: string;
  value: string | undefined;
  children: (Element | string)[];
}

/**
 * A formula of Office Math as a line of text, such as `E = mc²` or `(a+b)/c`.
 * @param xml the element `oMath`
 */
export function formulaText(xml: string): string {
  return text(parse(xml))
    .replace(/\s*([=≠≈≡<>≤≥∈→⇒⇔])\s*/g, ' $1 ')
    .trim();
}

const piece = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(\/?)>|([^<]+)/g;

function parse(xml: string): Element {
  const root: Element = { name: '', value: undefined, children: [] };
  const open = [root];
  for (const [, end, name = '', attributes = '', empty, characters] of xml.matchAll(piece)) {
    const top = open.at(-1) ?? root;
    if (characters !== undefined) top.children.push(characters);
    else if (end) {
      if (open.length > 1) open.pop();
    } else {
      const value = /(?:^|[\s:])val\s*=\s*["']([^"']*)/.exec(attributes)?.[1];
      const element: Element = { name, value, children: [] };
      top.children.push(element);
      if (!empty) open.push(element);
    }
  }
  return root;
}

const elements = ({ children }: Element) => children.filter((child) => typeof child !== 'string');
const all = (parent: Element, name: string) => elements(parent).filter((child) => child.name === name);
const of = (parent: Element, name: string) => all(parent, name).map(text).join('');

/** A property of an element, or what it is where none is given. One that is given as nothing is nothing. */
function property(element: Element, name: string, otherwise: string): string {
  const found = all(element, `${element.name}Pr`).flatMap((properties) => all(properties, name))[0];
  return found ? (found.value ?? '') : otherwise;
}

/** What each kind of element reads as; one that is not listed reads as what is in it. */
const readings: Readonly<Record<string, (element: Element) => string>> = {
  t: ({ children }) => children.filter((child) => typeof child === 'string').join(''),
  f: (element) => `${grouped(of(element, 'num'))}/${grouped(of(element, 'den'))}`,
  sSup: (element) => of(element, 'e') + superscript(of(element, 'sup')),
  sSub: (element) => of(element, 'e') + subscript(of(element, 'sub')),
  sSubSup: (element) => of(element, 'e') + subscript(of(element, 'sub')) + superscript(of(element, 'sup')),
  sPre: (element) => subscript(of(element, 'sub')) + superscript(of(element, 'sup')) + of(element, 'e'),
  rad: (element) => `${superscript(of(element, 'deg'))}√${grouped(of(element, 'e'))}`,
  nary: (element) =>
    `${property(element, 'chr', '∫')}${subscript(of(element, 'sub'))}${superscript(of(element, 'sup'))} ${of(element, 'e')}`,
  d: (element) => {
    const inside = all(element, 'e')
      .map(text)
      .join(property(element, 'sepChr', '|'));
    return property(element, 'begChr', '(') + inside + property(element, 'endChr', ')');
  },
  func: (element) => `${of(element, 'fName')} ${of(element, 'e')}`,
  limLow: (element) => of(element, 'e') + subscript(of(element, 'lim')),
  limUpp: (element) => of(element, 'e') + superscript(of(element, 'lim')),
  eqArr: (element) => all(element, 'e').map(text).join('; '),
  m: (element) => `[${all(element, 'mr').map(text).join('; ')}]`,
  mr: (element) => all(element, 'e').map(text).join(', '),
  acc: (element) => of(element, 'e') + property(element, 'chr', '\u0302'),
};

function text(element: Element): string {
  // Properties say how, not what; and white space between elements is none of the formula's.
  if (element.name.endsWith('Pr')) return '';
  return readings[element.name]?.(element) ?? elements(element).map(text).join('');
}

/** In parentheses where it is more than a number, a name or a power. */
function grouped(term: string): string {
  return /^[\p{L}\p{M}]?[\p{N}.,⁰¹²³⁴-⁹₀-₉]*$/u.test(term) || /^[([{][^()[\]{}]*[)\]}]$/.test(term)
    ? term
    : `(${term})`;
}

const raised: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−=()ni'].map((character, index) => [character, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ'[index] ?? '']),
);
const lowered: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−=()aeoxijkmn'].map((character, index) => [
    character,
    '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓᵢⱼₖₘₙ'[index] ?? '',
  ]),
);
const superscript = (term: string) => small(term, raised, '^');
const subscript = (term: string) => small(term, lowered, '_');

function small(term: string, letters: Readonly<Record<string, string>>, sign: string): string {
  const bare = term.replace(/\s+/g, '');
  if (bare === '') return '';
  const characters = [...bare];
  if (characters.every((character) => character in letters))
    return characters.map((character) => letters[character]).join('');
  return `${sign}${grouped(bare)}`;
}
