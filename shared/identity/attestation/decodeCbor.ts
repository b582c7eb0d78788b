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
  if (!result.success)
    throw new ConveyorError('attestation_invalid', {
      detail: 'The CBOR document is malformed.',
    });
  return result.data;
}

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch {
    // The schema rejects undefined.
    return undefined;
  }
}
