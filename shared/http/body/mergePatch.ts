import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import { issuesOf } from '../issues.ts';
import type { BodyReader } from './bodyReader.ts';
import { namedExamples, readJson } from './jsonBody.ts';

type Patch = Record<string, unknown>;

/**
 * The body of a PATCH request: a JSON merge patch (RFC 7396), at most 64 KiB. `null` removes a member.
 * @param schema the schema of what is patched, for the documentation; `applyPatch` validates the result
 */
export function mergePatchBody(
  schema: z.ZodObject,
  { examples }: { examples?: Record<string, unknown> } = {},
): BodyReader<Patch> {
  const name = schema.meta()?.id;
  const partial = schema.partial().meta({ id: `${name}Patch`, description: 'A merge patch (RFC 7396).' });
  return {
    contentTypes: ['application/merge-patch+json', 'application/json'],
    maximumBytes: 65_536,
    errors: ['bad_request', 'body_too_large', 'invalid_json', 'unsupported_media_type'],
    async read(source, { contentType, maximumBytes }) {
      return readJson(await source.bytes(maximumBytes), z.record(z.string(), z.unknown()), contentType);
    },
    openApi: (schemas) => ({
      'application/merge-patch+json': {
        schema: schemas.reference(partial, 'input'),
        ...(examples && { examples: namedExamples(examples) }),
      },
    }),
  };
}

/**
 * The patched target.
 * @throws ConveyorError `bad_request` with `issues` if the result does not match the schema
 */
export function applyPatch<Schema extends z.ZodType>(
  target: object,
  patch: Patch,
  schema: Schema,
): z.output<Schema> {
  const result = schema.safeParse(merge(target, patch));
  if (result.success) return result.data;
  throw new ConveyorError('bad_request', {
    detail: 'The patched resource would be invalid. See `issues`.',
    members: { issues: issuesOf(result.error, 'body') },
  });
}

/** RFC 7396 §2. Ours, because it is shorter than the declaration of a library. */
function merge(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  // A map: a member named `__proto__` is a member.
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, merge(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
