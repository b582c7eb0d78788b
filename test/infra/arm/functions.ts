import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Part, Scope } from './scope.ts';

type Values = readonly unknown[];
type Callback = (...values: unknown[]) => unknown;

const hash = (values: Values) => createHash('sha256').update(JSON.stringify(values)).digest('hex');
const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** `…/providers/<type>/<name>` with the names of parents in between. */
function idOf(prefix: string, [type, ...names]: Values): string {
  const [provider, ...kinds] = String(type).split('/');
  return `${prefix}/providers/${provider}/${kinds.map((kind, index) => `${kind}/${names[index]}`).join('/')}`;
}

const subscription = '/subscriptions/sub';
const group = `${subscription}/resourceGroups/group`;

/** Functions whose arguments are all evaluated. */
const functions: Record<string, (values: Values) => unknown> = {
  add: ([a, b]) => Number(a) + Number(b),
  concat: (values) => (Array.isArray(values[0]) ? values.flat(1) : values.join('')),
  contains: ([where, what]) =>
    Array.isArray(where) || typeof where === 'string'
      ? where.includes(what as string)
      : Object.hasOwn(where as object, what as string),
  createArray: (values) => values,
  createObject: (values) =>
    Object.fromEntries(values.flatMap((name, index) => (index % 2 === 0 ? [[name, values[index + 1]]] : []))),
  deployment: () => ({ name: 'main' }),
  empty: ([value]) => isEmpty(value),
  environment: () => ({ suffixes: { storage: 'core.windows.net' } }),
  equals: ([a, b]) => isDeepStrictEqual(a, b),
  false: () => false,
  filter: ([list, test]) => (list as unknown[]).filter((each) => (test as Callback)(each)),
  flatten: ([list]) => (list as unknown[]).flat(1),
  format: ([text, ...values]) =>
    String(text).replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
  greater: ([a, b]) => Number(a) > Number(b),
  guid: (values) => hash(values).slice(0, 32),
  indexOf: ([list, value]) => (list as unknown[]).indexOf(value),
  items: ([object]) =>
    Object.entries(object as object)
      .map(([key, value]) => ({ key, value }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  length: ([value]) => Object.keys(value as object).length,
  map: ([list, convert]) => (list as unknown[]).map((each) => (convert as Callback)(each)),
  max: (values) => Math.max(...(values as number[])),
  min: (values) => Math.min(...(values as number[])),
  not: ([value]) => value !== true,
  null: () => null,
  range: ([start, count]) => Array.from({ length: Number(count) }, (_, index) => Number(start) + index),
  resourceGroup: () => ({ id: group, name: 'group', location: 'westeurope' }),
  resourceId: (values) => idOf(group, values),
  shallowMerge: ([list]) => Object.assign({}, ...(list as object[])),
  split: ([text, separator]) => String(text).split(String(separator)),
  subscriptionResourceId: (values) => idOf(subscription, values),
  take: ([value, count]) => (value as string).slice(0, Number(count)),
  tenant: () => ({ tenantId: 'tenant' }),
  toLower: ([text]) => String(text).toLowerCase(),
  toObject: ([list, key, value]) =>
    Object.fromEntries(
      (list as unknown[]).map((each) => [(key as Callback)(each), value ? (value as Callback)(each) : each]),
    ),
  true: () => true,
  tryGet: ([object, ...path]) =>
    path.reduce<unknown>(
      (inner, name) => (inner as Record<string, unknown> | null)?.[name as string] ?? null,
      object,
    ),
  union: (values) => [...new Set((values as unknown[][]).flat(1))],
  uniqueString: (values) => hash(values).slice(0, 13),
};

/** Functions that read the scope, or do not evaluate all arguments. */
const special: Record<string, (values: Part[], scope: Scope) => unknown> = {
  and: (values, scope) => values.every((each) => each(scope) === true),
  coalesce: (values, scope) => {
    for (const each of values) {
      const value = each(scope);
      if (value !== null && value !== undefined) return value;
    }
    return null;
  },
  copyIndex: (_, scope) => scope.copyIndex,
  if: ([condition, then, otherwise], scope) => (condition?.(scope) === true ? then : otherwise)?.(scope),
  lambda: (values, scope) => {
    const names = values.slice(0, -1).map((each) => String(each(scope)));
    return (...given: unknown[]) => {
      const own = Object.fromEntries(names.map((name, index) => [name, given[index]]));
      return values.at(-1)?.({ ...scope, lambdaVariables: { ...scope.lambdaVariables, ...own } });
    };
  },
  lambdaVariables: ([name], scope) => scope.lambdaVariables[String(name?.(scope))],
  or: (values, scope) => values.some((each) => each(scope) === true),
  parameters: ([name], scope) => scope.parameter(String(name?.(scope))),
  reference: ([symbol, , full], scope) => scope.reference(String(symbol?.(scope)), full?.(scope) === 'full'),
  variables: ([name], scope) => scope.variable(String(name?.(scope))),
};

/** Calls a function of the template language, or one that the template defines. @throws Error if there is none of this name */
export function callFunction(name: string, values: Part[], scope: Scope): unknown {
  const own = special[name];
  if (own) return own(values, scope);
  const evaluated = values.map((each) => each(scope));
  const implementation = functions[name];
  if (implementation) return implementation(evaluated);
  const userFunction = scope.userFunction(name);
  if (!userFunction) throw new Error(`The tests do not implement the template function ${name}.`);
  return userFunction(evaluated);
}
