import { compileConstraint } from './constraints.ts';

/**
 * Route templates with the semantics of ASP.NET Core, as in Azure Functions: `{name}`, `{name?}`, `{name=default}`, `{*rest}`,
 * inline constraints, several parameters in a segment, case-insensitive.
 *
 * No maintained library supports these templates: path-to-regexp, find-my-way and URLPattern have another syntax, no inline
 * constraints, and rank routes, whereas Functions uses the first match.
 */
export interface Route {
  /** @returns the decoded parameter values if a decoded path matches, or undefined */
  match(path: string): Record<string, string> | undefined;
}

interface Parameter {
  name: string;
  kind: 'required' | 'optional' | 'catchAll';
  fallback: string | undefined;
  accepts: ((value: string) => boolean)[];
}

/** @throws Error if the template is not valid */
export function compileRoute(template: string): Route {
  const parameters: Parameter[] = [];
  const source = splitSegments(template)
    .map((segment) => compileSegment(segment, parameters))
    .join('');
  const expression = new RegExp(`^${source}/?$`, 'is');
  return {
    match: (path) => {
      const found = expression.exec(path);
      return found ? readParameters(parameters, found) : undefined;
    },
  };
}

function readParameters(parameters: Parameter[], found: RegExpExecArray): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [index, parameter] of parameters.entries()) {
    const value = found[index + 1] ?? parameter.fallback;
    if (value === undefined) continue;
    if (!parameter.accepts.every((accepts) => accepts(value))) return undefined;
    values[parameter.name] = value;
  }
  return values;
}

function compileSegment(segment: string, parameters: Parameter[]): string {
  const parts = segment.match(/\{(?:[^{}]|\{\{|\}\}|\{[^{}]*\})+\}|[^{]+/g) ?? [];
  const isWholeSegment = parts.length === 1;
  let source = isWholeSegment ? '' : '/';
  for (const part of parts) {
    if (!part.startsWith('{')) {
      source += (isWholeSegment ? '/' : '') + escapeForRegExp(part);
      continue;
    }
    const parameter = parseParameter(part.slice(1, -1));
    parameters.push(parameter);
    const isOptional = parameter.kind !== 'required' || parameter.fallback !== undefined;
    if (!isWholeSegment) source += isOptional ? '([^/]*?)' : '([^/]+?)';
    else if (parameter.kind === 'catchAll') source += '(?:/(.*))?';
    else source += isOptional ? '(?:/([^/]+))?' : '/([^/]+)';
  }
  return source;
}

/** Parses the inside of `{name:constraint(…):constraint=default}` or `{name?}`. Constraints may contain the same characters. */
function parseParameter(text: string): Parameter {
  const body = text.replace(/^\*{1,2}/, '');
  const [head = '', ...rest] = splitOutsideParentheses(body, ':');
  const last = rest.length ? (rest.at(-1) as string) : head;
  const [kept = '', ...fallback] = splitOutsideParentheses(last, '=');
  const optional = !fallback.length && kept.endsWith('?');
  const plain = optional ? kept.slice(0, -1) : kept;
  const tests = rest.length ? [...rest.slice(0, -1), plain] : [];
  return {
    name: rest.length ? head : plain,
    kind: body === text ? (optional ? 'optional' : 'required') : 'catchAll',
    fallback: fallback.length ? fallback.join('=') : undefined,
    accepts: tests.map(compileConstraint),
  };
}

function splitSegments(template: string): string[] {
  return splitOutside(template, '/', '{', '}').filter((segment) => segment !== '');
}

function splitOutsideParentheses(text: string, separator: string): string[] {
  return splitOutside(text, separator, '(', ')');
}

function splitOutside(text: string, separator: string, open: string, close: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === open) depth++;
    if (sign === close) depth--;
    if (sign === separator && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
