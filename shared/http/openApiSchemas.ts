import { z } from 'zod';

/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 uses it. */
export type SchemaObject = Record<string, unknown>;

/** Collects the named schemas of a document: those with an `id` in their metadata become components. */
export class OpenApiSchemas {
  readonly components: Record<string, SchemaObject> = {};
  readonly #originals = new Map<string, string>();

  /** The schema as a caller sends it (`input`) or gets it (`output`), named parts by reference. */
  reference(schema: z.ZodType, io: 'input' | 'output'): SchemaObject {
    const {
      $schema: _,
      $defs = {},
      ...root
    } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as SchemaObject & {
      $defs?: Record<string, SchemaObject>;
    };
    const names = new Map<string, string>();
    for (const [name, definition] of Object.entries($defs))
      names.set(name, this.#nameFor(name, definition, io));
    for (const [name, definition] of Object.entries($defs))
      this.components[names.get(name) ?? name] ??= renamed(definition, names);
    return renamed(root, names);
  }

  /** The schema of what a caller sends by name: its properties, not a reference. */
  inline(schema: z.ZodObject): SchemaObject {
    const reference = this.reference(schema, 'input');
    const name = typeof reference.$ref === 'string' ? reference.$ref.replace(/^.*\//, '') : undefined;
    return (name !== undefined && this.components[name]) || reference;
  }

  /** Both directions share a name while they are alike; where they differ, what is sent takes a name of its own. */
  #nameFor(name: string, definition: SchemaObject, io: 'input' | 'output'): string {
    const candidates = [name, io === 'input' ? `${name}Input` : `${name}Output`];
    const text = JSON.stringify(renamed(definition, new Map()));
    const free = candidates.find((candidate) => {
      const present = this.#originals.get(candidate);
      return present === undefined || present === text;
    });
    if (free === undefined) throw new Error(`There are several schemas named ${name}.`);
    this.#originals.set(free, text);
    return free;
  }
}

/** A copy in which references to `$defs` point to the components. */
function renamed(schema: SchemaObject, names: Map<string, string>): SchemaObject {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key !== '$ref' || typeof value !== 'string') return value;
    const name = value.replace(/^#\/\$defs\//, '');
    return `#/components/schemas/${names.get(name) ?? name}`;
  });
}
