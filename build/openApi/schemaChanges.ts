import { isDeepStrictEqual } from 'node:util';

/** The parts of a JSON Schema (draft 2020-12) that are compared. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  [keyword: string]: unknown;
}
export type Schemas = Readonly<Record<string, Schema>>;

/** Limits: keyword → 1 if a larger value accepts less, −1 if a smaller one does. */
const limits = {
  minimum: 1,
  exclusiveMinimum: 1,
  minLength: 1,
  minItems: 1,
  minProperties: 1,
  maximum: -1,
  exclusiveMaximum: -1,
  maxLength: -1,
  maxItems: -1,
  maxProperties: -1,
} as const;

/** Keywords that accept less when they are added or changed, as far as a comparison can know. */
const rules = [
  'pattern',
  'not',
  'if',
  'then',
  'else',
  'allOf',
  'dependentRequired',
  'dependentSchemas',
  'propertyNames',
];

/**
 * Compares a schema with its released version. In a request the current schema must accept what the released one
 * accepted; in a response it must not yield what the released one did not. New values of enumerations and new
 * alternatives in responses do not count: clients must ignore what they do not know.
 */
export class SchemaChanges {
  readonly changes: string[] = [];
  readonly #released: Schemas;
  readonly #current: Schemas;
  readonly #direction: 'request' | 'response';
  /** The pairs of named schemas that were compared: schemas can be recursive. */
  readonly #compared = new Set<string>();

  constructor(released: Schemas, current: Schemas, direction: 'request' | 'response') {
    this.#released = released;
    this.#current = current;
    this.#direction = direction;
  }

  /** @param at where the schema is, for the messages */
  compare(releasedOrReference: Schema, currentOrReference: Schema, at: string): void {
    if (releasedOrReference.$ref && currentOrReference.$ref) {
      const pair = `${releasedOrReference.$ref},${currentOrReference.$ref}`;
      if (this.#compared.has(pair)) return;
      this.#compared.add(pair);
    }
    const released = resolved(releasedOrReference, this.#released);
    const current = resolved(currentOrReference, this.#current);
    this.#compareTypes(released, current, at);
    if (released.format !== current.format && (released.format || this.#direction === 'request'))
      this.#report(at, `the format changed from ${released.format ?? 'any'} to ${current.format ?? 'any'}`);
    if (this.#direction === 'request') this.#compareAccepted(released, current, at);
    this.#compareAlternatives(released, current, at);
    this.#compareProperties(released, current, at);
    if (released.items && current.items) this.compare(released.items, current.items, `${at}[]`);
    const [before, now] = [released.additionalProperties, current.additionalProperties];
    if (typeof before === 'object' && typeof now === 'object') this.compare(before, now, `${at}.*`);
  }

  #compareTypes(released: Schema, current: Schema, at: string): void {
    const before = typesOf(released, this.#released);
    const now = typesOf(current, this.#current);
    const [part, whole] = this.#direction === 'request' ? [before, now] : [now, before];
    const isIn = (types: string[]) => (type: string) =>
      types.includes(type) || (type === 'integer' && types.includes('number'));
    if (whole && !part?.every(isIn(whole)))
      this.#report(
        at,
        `the type changed from ${before?.join(' or ') ?? 'any'} to ${now?.join(' or ') ?? 'any'}`,
      );
  }

  /** What a request no longer accepts. */
  #compareAccepted(released: Schema, current: Schema, at: string): void {
    const values = valuesOf(current);
    if (values) {
      const before = valuesOf(released);
      if (!before) this.#report(at, `only ${list(values)} are accepted`);
      const removed = before?.filter((value) => !values.includes(value)) ?? [];
      if (removed.length > 0) this.#report(at, `${list(removed)} is no longer accepted`);
    }
    for (const [keyword, sign] of Object.entries(limits)) {
      const [before, now] = [released[keyword], current[keyword]] as (number | undefined)[];
      if (now !== undefined && (before === undefined || sign * (now - before) > 0))
        this.#report(at, `${keyword} changed from ${before ?? 'none'} to ${now}`);
    }
    for (const keyword of rules)
      if (current[keyword] !== undefined && !isDeepStrictEqual(released[keyword], current[keyword]))
        this.#report(at, `the rule ${keyword} ${released[keyword] === undefined ? 'is new' : 'changed'}`);
    if (isRule(current.oneOf) && !isDeepStrictEqual(released.oneOf, current.oneOf))
      this.#report(at, `the rule oneOf ${isRule(released.oneOf) ? 'changed' : 'is new'}`);
    if (current.additionalProperties === false && released.additionalProperties !== false)
      this.#report(at, 'unknown properties are no longer accepted');
  }

  #compareAlternatives(released: Schema, current: Schema, at: string): void {
    const [before, now] = [alternativesOf(released), alternativesOf(current)];
    if (before.length === 0 && now.length === 0) return;
    const found = new Map(
      (now.length > 0 ? now : [current]).map((each) => [keyOf(each, this.#current), each]),
    );
    for (const each of before.length > 0 ? before : [released]) {
      const key = keyOf(each, this.#released);
      const other = found.get(key);
      if (other === current && each === released) continue;
      if (other) this.compare(each, other, `${at}<${key}>`);
      else if (this.#direction === 'request')
        this.#report(at, `the alternative ${key} is no longer accepted`);
    }
  }

  #compareProperties(released: Schema, current: Schema, at: string): void {
    const [before, now] = [released.properties ?? {}, current.properties ?? {}];
    for (const [name, property] of Object.entries(before)) {
      const other = now[name];
      if (other) this.compare(property, other, `${at}.${name}`);
      else this.#report(at, `the property ${name} was removed`);
    }
    const [wasRequired, isRequired] = [released.required ?? [], current.required ?? []];
    if (this.#direction === 'request')
      for (const name of isRequired.filter((each) => !wasRequired.includes(each)))
        this.#report(at, `the property ${name} is now required`);
    else
      for (const name of wasRequired.filter((each) => each in now && !isRequired.includes(each)))
        this.#report(at, `the property ${name} can now be absent`);
  }

  #report(at: string, change: string): void {
    this.changes.push(`${at}: ${change}`);
  }
}

function resolved({ $ref, ...schema }: Schema, schemas: Schemas): Schema {
  return $ref === undefined ? schema : { ...schemas[$ref.replace('#/components/schemas/', '')], ...schema };
}

/** The possible types, also those of alternatives; undefined if any type is possible. */
function typesOf(schema: Schema, schemas: Schemas): string[] | undefined {
  if (schema.type !== undefined) return [schema.type].flat();
  const types = alternativesOf(schema).map((each) => typesOf(resolved(each, schemas), schemas));
  if (types.length === 0 || types.includes(undefined)) return undefined;
  return [...new Set(types.flatMap((each) => each ?? []))];
}

function valuesOf(schema: Schema): unknown[] | undefined {
  return 'const' in schema ? [schema.const] : schema.enum;
}

/** Alternatives that differ only in required properties are a rule. */
function isRule(alternatives: Schema[] | undefined): boolean {
  return alternatives?.every((each) => Object.keys(each).join() === 'required') ?? false;
}

function alternativesOf({ anyOf, oneOf }: Schema): Schema[] {
  const alternatives = anyOf ?? oneOf ?? [];
  return isRule(alternatives) ? [] : alternatives;
}

/** Identifies an alternative: its name, its constant, that of its discriminator, its properties or its type. */
function keyOf(schema: Schema, schemas: Schemas): string {
  if (schema.$ref !== undefined) return schema.$ref.replace('#/components/schemas/', '');
  const { type, properties, ...rest } = resolved(schema, schemas);
  if ('const' in rest) return JSON.stringify(rest.const);
  const discriminator = Object.values(properties ?? {}).find((each) => 'const' in each);
  if (discriminator) return JSON.stringify(discriminator.const);
  return properties ? Object.keys(properties).join() : String(type ?? JSON.stringify(rest));
}

function list(values: unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}
