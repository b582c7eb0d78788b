/** An element of Office Math (ECMA-376 part 1, 22.1). */
interface Element {
  /** Without prefix. */
  name: string;
  /** The attribute `val`. */
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
const childrenNamed = (parent: Element, name: string) =>
  elements(parent).filter((child) => child.name === name);
const textOf = (parent: Element, name: string) => childrenNamed(parent, name).map(text).join('');

/** A property of an element, or its default if it is missing. A property without a value is empty. */
function property(element: Element, name: string, defaultValue: string): string {
  const found = childrenNamed(element, `${element.name}Pr`).flatMap((properties) =>
    childrenNamed(properties, name),
  )[0];
  return found ? (found.value ?? '') : defaultValue;
}

/** The text of each type of element. The text of other elements is that of their children. */
const formatters: Readonly<Record<string, (element: Element) => string>> = {
  t: ({ children }) => children.filter((child) => typeof child === 'string').join(''),
  f: (element) => `${grouped(textOf(element, 'num'))}/${grouped(textOf(element, 'den'))}`,
  sSup: (element) => textOf(element, 'e') + superscript(textOf(element, 'sup')),
  sSub: (element) => textOf(element, 'e') + subscript(textOf(element, 'sub')),
  sSubSup: (element) =>
    textOf(element, 'e') + subscript(textOf(element, 'sub')) + superscript(textOf(element, 'sup')),
  sPre: (element) =>
    subscript(textOf(element, 'sub')) + superscript(textOf(element, 'sup')) + textOf(element, 'e'),
  rad: (element) => `${superscript(textOf(element, 'deg'))}√${grouped(textOf(element, 'e'))}`,
  nary: (element) =>
    `${property(element, 'chr', '∫')}${subscript(textOf(element, 'sub'))}${superscript(textOf(element, 'sup'))} ${textOf(element, 'e')}`,
  d: (element) => {
    const inside = childrenNamed(element, 'e')
      .map(text)
      .join(property(element, 'sepChr', '|'));
    return property(element, 'begChr', '(') + inside + property(element, 'endChr', ')');
  },
  func: (element) => `${textOf(element, 'fName')} ${textOf(element, 'e')}`,
  limLow: (element) => textOf(element, 'e') + subscript(textOf(element, 'lim')),
  limUpp: (element) => textOf(element, 'e') + superscript(textOf(element, 'lim')),
  eqArr: (element) => childrenNamed(element, 'e').map(text).join('; '),
  m: (element) => `[${childrenNamed(element, 'mr').map(text).join('; ')}]`,
  mr: (element) => childrenNamed(element, 'e').map(text).join(', '),
  acc: (element) => textOf(element, 'e') + property(element, 'chr', '\u0302'),
};

function text(element: Element): string {
  // Properties are not text, nor is white space between elements.
  if (element.name.endsWith('Pr')) return '';
  return formatters[element.name]?.(element) ?? elements(element).map(text).join('');
}

/** Adds parentheses unless the term is a number, a name or a power. */
function grouped(term: string): string {
  return /^[\p{L}\p{M}]?[\p{N}.,⁰¹²³⁴-⁹₀-₉]*$/u.test(term) || /^[([{][^()[\]{}]*[)\]}]$/.test(term)
    ? term
    : `(${term})`;
}

const superscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−=()ni'].map((character, index) => [character, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ'[index] ?? '']),
);
const subscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−=()aeoxijkmn'].map((character, index) => [
    character,
    '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓᵢⱼₖₘₙ'[index] ?? '',
  ]),
);
const superscript = (term: string) => script(term, superscripts, '^');
const subscript = (term: string) => script(term, subscripts, '_');

function script(term: string, letters: Readonly<Record<string, string>>, sign: string): string {
  const bare = term.replace(/\s+/g, '');
  if (bare === '') return '';
  const characters = [...bare];
  if (characters.every((character) => character in letters))
    return characters.map((character) => letters[character]).join('');
  return `${sign}${grouped(bare)}`;
}
