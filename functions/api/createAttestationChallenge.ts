import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { issueChallenge } from '../../shared/identity/attestation/challenge.ts';

const challenge = z
  .object({
    challenge: z.string().describe('32 bytes, base64url. Can be used once.'),
    expiresAt: z.iso.datetime().describe('Expiry of the challenge.'),
  })
  .meta({ id: 'AttestationChallenge' });

export const createAttestationChallenge = endpoint({
  name: 'createAttestationChallenge',
  method: 'POST',
  route: 'v1/attestation/challenges',
  summary: 'Create a challenge',
  description: 'An attestation is bound to a challenge and to the request that contains the attestation.',
  tag: 'devices',
  auth: 'none',
  responses: { 201: { description: 'The challenge.', body: challenge } },
  handler: async (_, services) => ({ status: 201, body: await issueChallenge(services) }),
});
