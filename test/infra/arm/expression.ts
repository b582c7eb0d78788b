import { callFunction } from './functions.ts';
import type { Part, Scope } from './scope.ts';

/** Evaluates every expression in a value: `[…]` in strings and in names of properties. */
export function evaluate(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return evaluateText(value, scope);
  if (Array.isArray(value)) return value.map((each) => evaluate(each, scope));
  if (typeof value !== 'object' || value === null) return value;
  const { copy, ...rest } = value as { copy?: { name: string; count: unknown; input: unknown }[] };
  const copies = Array.isArray(copy) ? copy.map((each) => [each.name, repeat(each, scope)]) : [];
  const entries = Object.entries(rest).map(([name, inner]) => [
    evaluateText(name, scope),
    evaluate(inner, scope),
  ]);
  return Object.fromEntries([...entries, ...copies]);
}

/** The elements of a `copy` of a property or variable. */
export function repeat(
  { name, count, input }: { name: string; count: unknown; input: unknown },
  scope: Scope,
) {
  const text = JSON.stringify(input).replaceAll(`copyIndex('${name}')`, 'copyIndex()');
  return Array.from({ length: Number(evaluate(count, scope)) }, (_, copyIndex) =>
    evaluate(JSON.parse(text), { ...scope, copyIndex }),
  );
}

const parsed = new Map<string, Part>();

function evaluateText(text: string, scope: Scope): unknown {
  if (text.startsWith('[[')) return text.slice(1);
  if (!text.startsWith('[') || !text.endsWith(']')) return text;
  let part = parsed.get(text);
  if (!part) {
    part = parse(text.slice(1, -1));
    parsed.set(text, part);
  }
  return part(scope);
}

const tokens = /\s*(?:'((?:[^']|'')*)'|(-?\d+)|([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|([()[\],.]))/y;

/** Parses an expression of the template language. @throws Error if it is not valid */
function parse(text: string): Part {
  let at = 0;
  const next = (): { text?: string; number?: number; word?: string; sign?: string } => {
    tokens.lastIndex = at;
    const match = tokens.exec(text);
    if (!match) throw new Error(`The expression is not valid at ${at}: ${text}`);
    at = tokens.lastIndex;
    if (match[1] !== undefined) return { text: match[1].replaceAll("''", "'") };
    if (match[2] !== undefined) return { number: Number(match[2]) };
    return match[3] !== undefined ? { word: match[3] } : { sign: match[4] ?? '' };
  };
  const peekSign = (sign: string) => text.slice(at).trimStart().startsWith(sign);
  const expectSign = (sign: string) => {
    if (next().sign !== sign) throw new Error(`Expected ${sign} before ${at} in ${text}`);
  };

  const value = (): Part => {
    const token = next();
    let part: Part;
    if (token.text !== undefined) part = () => token.text;
    else if (token.number !== undefined) part = () => token.number;
    else if (token.word !== undefined) part = call(token.word);
    else throw new Error(`Unexpected ${token.sign} before ${at} in ${text}`);
    for (;;) {
      if (peekSign('.')) {
        expectSign('.');
        // A word may contain dots, because names of functions do.
        const path = String(next().word).split('.');
        const inner = part;
        part = (scope) => path.reduce((object, name) => property(object, name, text), inner(scope));
      } else if (peekSign('[')) {
        expectSign('[');
        const [inner, index] = [part, value()];
        expectSign(']');
        part = (scope) => property(inner(scope), index(scope) as string | number, text);
      } else return part;
    }
  };

  const call = (name: string): Part => {
    const values: Part[] = [];
    expectSign('(');
    while (!peekSign(')')) {
      values.push(value());
      if (peekSign(',')) expectSign(',');
    }
    expectSign(')');
    return (scope) => callFunction(name, values, scope);
  };

  const whole = value();
  if (text.slice(at).trim() !== '') throw new Error(`The expression has text after its end: ${text}`);
  return whole;
}

function property(object: unknown, name: string | number, text: string): unknown {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name))
    throw new Error(`There is no property ${name} in ${text}`);
  return (object as Record<string | number, unknown>)[name];
}
