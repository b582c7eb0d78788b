import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../build/root.ts';

// Azure Pipelines expands templates before it reads a pipeline. This expands what the pipelines use: parameters, variables, `each`,
// `if` and `else` with `eq` and `startsWith`, and templates.

/** The values that expressions name: `parameters`, `variables`, and those of `each`. */
type Scope = Record<string, unknown>;
type Tree = Record<string, unknown>;

/** The pipeline of a file, expanded. @param variables such as `Build.SourceBranch` */
export function expandPipeline(file: string, variables: Record<string, string> = {}): Tree {
  return expandFile(file, {}, variables);
}

function expandFile(file: string, given: Tree, variables: Record<string, string>): Tree {
  const { parameters = [], ...rest } = parse(readFileSync(join(root, file), 'utf8')) as Tree & {
    parameters?: { name: string; default?: unknown }[];
  };
  const undeclared = Object.keys(given).filter((name) => !parameters.some((each) => each.name === name));
  if (undeclared.length > 0) throw new Error(`${file} declares no parameter ${undeclared}.`);
  const values = parameters.map(({ name, default: value }) => [name, given[name] ?? value]);
  const missing = values.find(([, value]) => value === undefined);
  if (missing) throw new Error(`${file} needs the parameter ${missing[0]}.`);
  return expand(rest, { file, variables, parameters: Object.fromEntries(values) }) as Tree;
}

function expand(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return expandText(value, scope);
  if (Array.isArray(value)) return value.flatMap((item) => expandItem(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  let taken = false;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, content]) => {
      const condition = conditionOf(key);
      if (condition === undefined) return [[expandText(key, scope), expand(content, scope)]];
      taken = condition === 'else' ? !taken : isTrue(condition, scope);
      return taken ? Object.entries(expand(content, scope) as Tree) : [];
    }),
  );
}

/** An item of a list: a template, an expression with a list, or a value. */
function expandItem(item: unknown, scope: Scope): unknown[] {
  const [[key = '', content] = []] = Object.entries((item ?? {}) as Tree);
  const loop = key.match(/^\$\{\{ each (\w+) in (.+) \}\}$/);
  if (loop) {
    const [, name = '', list = ''] = loop;
    return (evaluate(list, scope) as unknown[]).flatMap(
      (each) => expand(content, { ...scope, [name]: each }) as unknown[],
    );
  }
  const condition = conditionOf(key);
  if (condition !== undefined) return isTrue(condition, scope) ? (expand(content, scope) as unknown[]) : [];
  if (key !== 'template') return [expand(item, scope)];
  const { template, parameters = {} } = item as { template: string; parameters?: Tree };
  const given = expand(parameters, scope) as Tree;
  const path = join(dirname(scope.file as string), template);
  const [list] = Object.values(expandFile(path, given, scope.variables as Record<string, string>));
  return list as unknown[];
}

const conditionOf = (key: string): string | undefined =>
  /^\$\{\{ else \}\}$/.test(key) ? 'else' : key.match(/^\$\{\{ if (.+) \}\}$/)?.[1];

function isTrue(condition: string, scope: Scope): boolean {
  const [, name, first = '', second = ''] = condition.match(/^(eq|startsWith)\(([^,]+), ([^,]+)\)$/) ?? [];
  const [value, other] = [first, second].map((each) => String(evaluate(each, scope)));
  if (name === 'eq') return value === other;
  if (name === 'startsWith') return (value ?? '').startsWith(other ?? '');
  throw new Error(`The condition ${condition} is unknown here.`);
}

/** A text that is one expression becomes its value; others are replaced in the text. */
function expandText(text: string, scope: Scope): unknown {
  const whole = text.match(/^\$\{\{ ([^}]+) \}\}$/)?.[1];
  if (whole) return evaluate(whole, scope);
  return text.replace(/\$\{\{ ([^}]+) \}\}/g, (_, expression) => String(evaluate(expression, scope)));
}

function evaluate(expression: string, scope: Scope): unknown {
  const literal = expression.match(/^'(.*)'$/)?.[1];
  if (literal !== undefined) return literal;
  const names = expression
    .replace(/\['([^']+)'\]$/, '\n$1')
    .split('\n')
    .flatMap((part, index) => (index > 0 ? part : part.split('.')));
  const value = names.reduce<unknown>((found, name) => (found as Scope | undefined)?.[name], scope);
  if (value === undefined && names[0] !== 'variables') throw new Error(`${expression} has no value.`);
  return value ?? '';
}
