/** The parts of JSON Schema (draft 2020-12) from which forms are made. */
export interface Schema {
  type?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  oneOf?: { required?: string[] }[];
  enum?: (string | number)[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  anyOf?: Schema[];
  examples?: unknown[];
  $ref?: string;
  $defs?: Record<string, Schema>;
}

/** How a value is entered. */
export type Control = 'choice' | 'flag' | 'number' | 'text' | 'secret' | 'file' | 'json';

/** The control for an option of a step. */
export function controlOf(name: string, schema: Schema): Control {
  if (schema.enum) return 'choice';
  if (schema.type === 'boolean') return 'flag';
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  if (/^Name of an input/.test(schema.description ?? '')) return 'file';
  if (/password$/i.test(name)) return 'secret';
  const kinds = (schema.anyOf ?? [schema]).map(({ type }) => type);
  return kinds.every((type) => type === 'string' || type === 'number') ? 'text' : 'json';
}

/** A schema with the definition that it refers to. */
export function resolved(schema: Schema, { $defs = {} }: Schema): Schema {
  const name = schema.$ref?.replace('#/$defs/', '');
  return name === undefined ? schema : { ...$defs[name], ...schema };
}

/** The options that are shown first: required ones, and those of which one is required. */
export function leadingNames({ required = [], oneOf = [] }: Schema): Set<string> {
  return new Set([...required, ...oneOf.flatMap((each) => each.required ?? [])]);
}
