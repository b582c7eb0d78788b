import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';

/** A CBOR byte string. */
export const bytes = (maximum: number) =>
  z.instanceof(Uint8Array<ArrayBufferLike>).refine(({ length }) => length <= maximum, 'too long');

/**
 * Decodes a CBOR document (RFC 8949): a single item that matches the schema, without trailing bytes or duplicate map keys.
 * @param text base64
 * @throws ConveyorError `attestation_invalid`
 */
export async function decodeCbor<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const { decode } = await import('cborg');
  const decoded = attempt(() => decode(Buffer.from(text, 'base64'), { rejectDuplicateMapKeys: true }));
  const result = schema.safeParse(decoded);
  if (!result.success) throw malformed();
  return result.data;
}

/**
 * Decodes consecutive CBOR items, at most three, without duplicate map keys. Maps are returned as `Map`.
 * @throws ConveyorError `attestation_invalid`
 */
export async function decodeItems(bytes: Uint8Array): Promise<unknown[]> {
  const { decodeFirst } = await import('cborg');
  const items: unknown[] = [];
  let rest: Uint8Array = bytes;
  while (rest.length > 0) {
    const decoded = items.length < 3 ? attempt(() => decodeFirst(rest, options)) : undefined;
    if (!decoded) throw malformed();
    const [item, remainder] = decoded as ReturnType<typeof decodeFirst>;
    items.push(item);
    rest = remainder;
  }
  return items;
}

const options = { rejectDuplicateMapKeys: true, useMaps: true } as const;

function malformed(): ConveyorError {
  return new ConveyorError('attestation_invalid', { detail: 'The CBOR document is malformed.' });
}

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch {
    // The schema rejects undefined.
    return undefined;
  }
}
