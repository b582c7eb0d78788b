import { z } from 'zod';

const appId = z.string().min(1).max(200).describe('The package name of the app, or `<team id>.<bundle id>`.');
const challenge = z
  .string()
  .min(1)
  .max(100)
  .describe('The challenge from `POST /v1/attestation/challenges`.');
const base64 = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(maximum)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64');

const playIntegrity = z
  .strictObject({
    platform: z.literal('play-integrity'),
    appId,
    challenge,
    token: z.string().min(1).max(16_384).describe('The integrity token from Google Play.'),
  })
  .meta({ id: 'PlayIntegrityEvidence' });

const appAttest = z
  .strictObject({
    platform: z.literal('app-attest'),
    appId,
    challenge,
    keyId: base64(64).optional().describe('With `attestation`: the result of `generateKey`, base64.'),
    attestation: base64(16_384).optional().describe('The result of `attestKey`, base64.'),
    assertion: base64(4096).optional().describe('The result of `generateAssertion`, base64.'),
  })
  .refine(
    (evidence) =>
      (evidence.attestation === undefined) !== (evidence.assertion === undefined) &&
      (evidence.attestation === undefined) === (evidence.keyId === undefined),
    'must have keyId and attestation, or assertion',
  )
  .meta({
    id: 'AppAttestEvidence',
    oneOf: [{ required: ['attestation'] }, { required: ['assertion'] }],
    dependentRequired: { attestation: ['keyId'], keyId: ['attestation'] },
  });

const deviceCheck = z
  .strictObject({
    platform: z.literal('device-check'),
    appId,
    challenge,
    token: base64(16_384).describe('The result of `generateToken`, base64.'),
  })
  .meta({ id: 'DeviceCheckEvidence' });

/** The evidence that a phone sends, discriminated by its platform. */
export const evidenceSchema = z
  .discriminatedUnion('platform', [playIntegrity, appAttest, deviceCheck])
  .meta({ id: 'Attestation' });

export type Evidence = z.output<typeof evidenceSchema>;
export type EvidenceOf<Kind extends Evidence['platform']> = Extract<Evidence, { platform: Kind }>;
