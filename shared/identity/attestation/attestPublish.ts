import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { type Evidence, evidenceSchema } from './evidence.ts';
import { requestHash } from './requestHash.ts';
import { verifyAttestation } from './verifyAttestation.ts';

/** Node takes 16 KiB of headers together; an attestation of App Attest needs about 12,000 characters. */
const longest = 14_000;

/** The header that carries the evidence of a publish, whose body is established and has no place for it. */
export const attestationHeader = z
  .string()
  .optional()
  .describe('Where a region asks for an attestation: its JSON, base64url.');

/**
 * Checks that a genuine app publishes this very body. Of a device nothing is kept of it but the counter of its key.
 * @param request the headers `X-Attestation` and, for an assertion, `Authorization`
 * @param body the very bytes of the body
 * @throws ConveyorError `attestation_required`, `unauthorized` (an assertion without its device), and what
 *   verifyAttestation throws
 */
export async function attestPublish(
  request: { attestation: string | undefined; authorization: string | undefined },
  body: Uint8Array,
  services: Services,
): Promise<void> {
  if (!request.attestation) throw new ConveyorError('attestation_required');
  const evidence = evidenceOf(request.attestation);
  await verifyAttestation(
    {
      evidence,
      requestHash: requestHash.publish(evidence.challenge, body),
      ...('assertion' in evidence && evidence.assertion !== undefined
        ? { device: await deviceOf(request.authorization, services) }
        : {}),
    },
    services,
  );
}

function evidenceOf(header: string): Evidence {
  const result = evidenceSchema.safeParse(header.length > longest ? undefined : jsonOf(header));
  if (result.success) return result.data;
  throw new ConveyorError('attestation_invalid', {
    detail: 'X-Attestation is not the base64url of an attestation in JSON.',
  });
}

function jsonOf(header: string): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
  } catch {
    // It fits the schema as little as other garbage does.
    return undefined;
  }
}

async function deviceOf(authorization: string | undefined, services: Services) {
  const { deviceId } = await services.authenticate.device(authorization, services);
  const stored = await services.devices.read([deviceId], deviceId);
  // Forgotten between the two calls.
  if (!stored) throw new ConveyorError('unauthorized');
  return { id: deviceId, attestation: stored.record.attestation };
}
