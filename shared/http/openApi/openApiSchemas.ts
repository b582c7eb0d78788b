import { z } from 'zod';

/** A JSON Schema (draft 2020-12, as in OpenAPI 3.1). */
export type SchemaObject = Record<string, unknown>;

/** The bytes of a file, as a part of a form or as a body. */
export const binary = { type: 'string', format: 'binary' } as const;

/**
 * Collects the named schemas of a document. A schema with an `id` in its metadata becomes a component. The package
 * `zod-openapi` does the same, but names components differently (`ThingOutput` for `ThingInput`), and renaming a
 * component breaks generated clients.
 */
export class OpenApiSchemas {
  readonly components: Record<string, SchemaObject> = {};
  readonly #originals = new Map<string, string>();

  /** The schema of a request (`input`) or response (`output`), with references to named schemas. */
  reference(schema: z.ZodType, io: 'input' | 'output'): SchemaObject {
    const {
      $schema: _,
      $defs = {},
      ...root
    } = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      override: allowNewProperties,
    }) as SchemaObject & {
      $defs?: Record<string, SchemaObject>;
    };
    const names = new Map<string, string>();
    for (const [name, definition] of Object.entries($defs))
      names.set(name, this.#nameFor(name, definition, io));
    for (const [name, definition] of Object.entries($defs))
      this.components[names.get(name) ?? name] ??= renamed(definition, names);
    return renamed(root, names);
  }

  /** The schema of parameters: its properties instead of a reference. */
  inline(schema: z.ZodObject): SchemaObject {
    const reference = this.reference(schema, 'input');
    const name = typeof reference.$ref === 'string' ? reference.$ref.replace(/^.*\//, '') : undefined;
    return (name !== undefined && this.components[name]) || reference;
  }

  /** Input and output share a name if they are equal; otherwise the later one gets the suffix `Input` or `Output`. */
  #nameFor(name: string, definition: SchemaObject, io: 'input' | 'output'): string {
    const candidates = [name, io === 'input' ? `${name}Input` : `${name}Output`];
    const text = JSON.stringify(renamed(definition, new Map()));
    const free = candidates.find((candidate) => {
      const existing = this.#originals.get(candidate);
      return existing === undefined || existing === text;
    });
    if (free === undefined) throw new Error(`Several schemas are named ${name}.`);
    this.#originals.set(free, text);
    return free;
  }
}

/** Lets responses gain properties. zod closes the objects of an output, because it strips unknown properties. */
function allowNewProperties({
  zodSchema: {
    _zod: { def },
  },
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  if (def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties;
}

/** A copy in which references to `$defs` point to the components. */
function renamed(schema: SchemaObject, names: Map<string, string>): SchemaObject {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key !== '$ref' || typeof value !== 'string') return value;
    const name = value.replace(/^#\/\$defs\//, '');
    return `#/components/schemas/${names.get(name) ?? name}`;
  });
}
