/** ASP.NET Core's inline route constraints, such as `{id:int}` and `{name:length(1,20)}`. */

type Accepts = (value: string) => boolean;

const wholeNumber = /^[+-]?\d+$/;
const between = (low: bigint, high: bigint): Accepts => {
  return (value) => wholeNumber.test(value) && BigInt(value) >= low && BigInt(value) <= high;
};
const finiteNumber: Accepts = (value) =>
  value.trim() !== '' && Number.isFinite(Number(value.replaceAll(',', '')));
const fileName: Accepts = (value) => /\.[^./]+$/.test(value);
const guid = /^(?:[0-9a-f]{32}|[{(]?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}[)}]?)$/i;
const int64Limit = 2n ** 63n;

const constraints: Record<string, (...parameters: string[]) => Accepts> = {
  int: () => between(-(2n ** 31n), 2n ** 31n - 1n),
  long: () => between(-int64Limit, int64Limit - 1n),
  bool: () => (value) => /^(?:true|false)$/i.test(value),
  guid: () => (value) => guid.test(value),
  alpha: () => (value) => /^[a-z]*$/i.test(value),
  decimal: () => finiteNumber,
  double: () => finiteNumber,
  float: () => finiteNumber,
  datetime: () => (value) => !Number.isNaN(Date.parse(value)),
  minlength: (low) => (value) => value.length >= Number(low),
  maxlength: (high) => (value) => value.length <= Number(high),
  length: (low, high) => (value) => value.length >= Number(low) && value.length <= Number(high ?? low),
  min: (low = '0') => between(BigInt(low), int64Limit),
  max: (high = '0') => between(-int64Limit, BigInt(high)),
  range: (low = '0', high = '0') => between(BigInt(low), BigInt(high)),
  required: () => (value) => value.length > 0,
  file: () => fileName,
  nonfile: () => (value) => !fileName(value),
};

/**
 * Compiles one constraint, such as `int` or `range(1,10)`.
 *
 * @throws Error if ASP.NET Core has no such constraint
 */
export function compileConstraint(text: string): Accepts {
  const [, name = '', parameters] = /^([a-z]+)(?:\((.*)\))?$/is.exec(text) ?? [];
  if (name.toLowerCase() === 'regex') {
    // Route templates escape special characters by doubling them.
    const source = (parameters ?? '').replace(/\{\{|\}\}|\[\[|\]\]|\\\\/g, (pair) => pair.charAt(0));
    const expression = new RegExp(source, 'i');
    return (value) => expression.test(value);
  }
  const make = constraints[name.toLowerCase()];
  if (!make) throw new Error(`The route constraint '${text}' is not supported.`);
  return make(...(parameters?.split(',').map((part) => part.trim()) ?? []));
}
