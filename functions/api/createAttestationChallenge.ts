import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { issueChallenge } from '../../shared/identity/attestation/challenge.ts';

const challenge = z
  .object({
    challenge: z.string().describe('32 bytes, base64url. It can be used once.'),
    expiresAt: z.iso.datetime().describe('Until when it is good.'),
  })
  .meta({ id: 'AttestationChallenge' });

export const createAttestationChallenge = endpoint({
  name: 'createAttestationChallenge',
  method: 'POST',
  route: 'v1/attestation/challenges',
  summary: 'Get a challenge',
  description: 'What an attestation is made for: it is bound to this challenge and to what is then sent.',
  tag: 'devices',
  auth: 'none',
  responses: { 201: { description: 'The challenge.', body: challenge } },
  handler: async (_, services) => ({ status: 201, body: await issueChallenge(services) }),
});
