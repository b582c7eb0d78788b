import { z } from 'zod';

const appId = z
  .string()
  .min(1)
  .max(200)
  .describe('The app: the name of its package, or `<team id>.<bundle id>`.');
const challenge = z
  .string()
  .min(1)
  .max(100)
  .describe('The challenge as it was given by `POST /v1/attestation/challenges`.');
const base64 = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64');

const playIntegrity = z
  .strictObject({
    platform: z.literal('play-integrity'),
    appId,
    challenge,
    token: z.string().min(1).max(16_384).describe('The integrity token, as Google Play gave it.'),
  })
  .meta({ id: 'PlayIntegrityEvidence' });

const appAttest = z
  .strictObject({
    platform: z.literal('app-attest'),
    appId,
    challenge,
    keyId: base64(64).optional().describe('With `attestation`: what `generateKey` gave, base64.'),
    attestation: base64(16_384).optional().describe('What `attestKey` gave, base64.'),
    assertion: base64(4096).optional().describe('What `generateAssertion` gave, base64.'),
  })
  .refine(
    (evidence) =>
      (evidence.attestation === undefined) !== (evidence.assertion === undefined) &&
      (evidence.attestation === undefined) === (evidence.keyId === undefined),
    'must hold keyId and attestation, or an assertion',
  )
  .meta({ id: 'AppAttestEvidence' });

const deviceCheck = z
  .strictObject({
    platform: z.literal('device-check'),
    appId,
    challenge,
    token: base64(16_384).describe('What `generateToken` gave, base64.'),
  })
  .meta({ id: 'DeviceCheckEvidence' });

/** What a phone shows: one of three kinds, told apart by its platform. */
export const evidenceSchema = z
  .discriminatedUnion('platform', [playIntegrity, appAttest, deviceCheck])
  .meta({ id: 'Attestation' });

export type Evidence = z.output<typeof evidenceSchema>;
export type EvidenceOf<Kind extends Evidence['platform']> = Extract<Evidence, { platform: Kind }>;
