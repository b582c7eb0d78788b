import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import { devices } from '../access.ts';
import { authenticate } from '../authenticate.ts';
import type { IdentityServices } from '../services.ts';
import { unauthorized } from '../unauthorized.ts';
import type { Platform } from './apps.ts';
import { type Evidence, evidenceSchema } from './evidence.ts';
import { requestHash } from './requestHash.ts';
import { verifyAttestation } from './verifyAttestation.ts';

/** Node accepts 16 KiB of headers in total. An attestation of App Attest has about 12,000 characters. */
const maximumLength = 14_000;

/** Evidence is sent in a header because the body of the publish API has no field for it. */
export const attestationHeader = z
  .string()
  .optional()
  .describe('The attestation as base64url of its JSON, if a region requires one.');

/**
 * Verifies that a genuine app publishes exactly this body. Stores nothing about the device except the counter of its key.
 * @param request the headers `X-Attestation` and, for an assertion, `Authorization`
 * @param body the raw bytes of the body
 * @param platforms the platforms that the regions of the publish allow
 * @throws ConveyorError `attestation_required`, `unauthorized` (an assertion without a valid device), and the errors of
 *   verifyAttestation
 */
export async function attestPublish(
  request: { attestation: string | undefined; authorization: string | undefined },
  body: Uint8Array,
  platforms: readonly Platform[],
  services: IdentityServices,
): Promise<void> {
  if (!request.attestation) throw new ConveyorError('attestation_required');
  const evidence = evidenceOf(request.attestation);
  await verifyAttestation(
    {
      evidence,
      purpose: 'publish',
      platforms,
      requestHash: requestHash.publish(evidence.challenge, body),
      ...('assertion' in evidence && evidence.assertion !== undefined
        ? { device: await deviceOf(request.authorization, services) }
        : {}),
    },
    services,
  );
}

function evidenceOf(header: string): Evidence {
  const result = evidenceSchema.safeParse(header.length > maximumLength ? undefined : jsonOf(header));
  if (result.success) return result.data;
  throw new ConveyorError('attestation_invalid', {
    detail: 'X-Attestation must be an attestation in JSON, encoded as base64url.',
  });
}

function jsonOf(header: string): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
  } catch {
    // The schema rejects undefined.
    return undefined;
  }
}

async function deviceOf(authorization: string | undefined, services: IdentityServices) {
  const { callerId: id } = await authenticate(authorization, devices, services);
  const stored = await services.devices.read([id], id);
  // The device was deleted between the two calls.
  if (!stored) throw unauthorized(authorization, 'device');
  return { id, attestation: stored.record.attestation };
}
