import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';

/** Bytes in CBOR. */
export const bytes = (most: number) =>
  z.instanceof(Uint8Array<ArrayBufferLike>).refine(({ length }) => length <= most, 'too long');

/**
 * A CBOR document (RFC 8949) that fits a schema: one item and nothing behind it, no key of a map twice.
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
      detail: 'It is not the CBOR document that it should be.',
    });
  return result.data;
}

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch {
    // It fits no schema either.
    return undefined;
  }
}
