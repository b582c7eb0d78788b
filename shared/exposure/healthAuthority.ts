import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import type { ContainerDeclaration } from '../azure/cosmos.ts';
import { defaultOrganisation } from '../tenancy/organisation.ts';
import { regionId } from './region.ts';
import { reportTypes } from './reportTypes.ts';

export const healthAuthorityId = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'must be 1 to 64 letters, digits, dots, hyphens and underscores')
  .toLowerCase()
  .describe(
    'The `healthAuthorityID` that apps send, often the package name of the app: `jp.example.app`. Case is ignored.',
  );

/** Exactly one public key. Text around it is refused: it could be the private key. */
const singlePublicKey = /^\s*-----BEGIN PUBLIC KEY-----[\w+/=\s]+-----END PUBLIC KEY-----\s*$/;

/** ES256 is ECDSA on P-256 (RFC 7518 §3.4). A private key is refused: it must not be stored here. */
function isP256PublicKey(pem: string): boolean {
  if (!singlePublicKey.test(pem)) return false;
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
    return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
}

const dateTime = z.iso.datetime({ error: 'must be an ISO 8601 date and time in UTC' });

const keySchema = z
  .strictObject({
    kid: z.string().min(1).max(100).describe('The `kid` in the header of certificates; unique in the list.'),
    publicKey: z
      .string()
      .max(2000)
      .refine(isP256PublicKey, 'must be a public key on P-256 as PEM (BEGIN PUBLIC KEY)')
      .meta({ description: 'PEM, P-256.', pattern: singlePublicKey.source }),
    validFrom: dateTime,
    validUntil: dateTime.optional(),
  })
  .meta({ id: 'HealthAuthorityKey' });

/** The settings of a health authority, written by operators. */
export const healthAuthoritySchema = z
  .strictObject({
    name: z.string().min(1).max(200).describe('Display name.'),
    organisationId: z
      .string()
      .regex(/^[a-z0-9-]{1,50}$/)
      .default(defaultOrganisation),
    issuer: z.string().min(1).max(200).describe('The `iss` claim of its certificates.'),
    audience: z
      .string()
      .min(1)
      .max(200)
      .describe('The `aud` claim of its certificates, which identifies this server.'),
    keys: z
      .array(keySchema)
      .max(20)
      .default([])
      .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, 'each kid must be unique'),
    regions: z.array(regionId).max(50).describe('The regions to which its keys are published.'),
    reportTypes: z
      .array(z.enum(reportTypes))
      .min(1)
      .default([...reportTypes])
      .describe('The report types it may use.'),
    usualOnsetDays: z
      .int()
      .min(0)
      .max(14)
      .nullable()
      .default(4)
      .describe(
        'Assumed days since symptom onset if neither the request nor the certificate has it; null for no assumption.',
      ),
  })
  .meta({ id: 'HealthAuthoritySettings' });

/** A health authority certifies the reports of its app's users. */
export type HealthAuthority = z.output<typeof healthAuthoritySchema> & {
  /** Also the partition key. */
  id: string;
};
export type HealthAuthorityKey = HealthAuthority['keys'][number];

/** A health authority in responses of the operator API. */
export const healthAuthorityView = z
  .object({ id: healthAuthorityId, ...healthAuthoritySchema.shape })
  .meta({ id: 'HealthAuthority' });

export const exampleHealthAuthority: z.input<typeof healthAuthoritySchema> = {
  name: 'Ministry of Health',
  issuer: 'health.example',
  audience: 'keys.example',
  keys: [
    {
      kid: 'v1',
      publicKey:
        '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE…\n-----END PUBLIC KEY-----\n',
      validFrom: '2026-01-01T00:00:00Z',
    },
  ],
  regions: ['440'],
};

const days = 86_400;

export const healthAuthoritiesContainer: ContainerDeclaration = {
  name: 'healthAuthorities',
  partitionKey: ['/id'],
  indexed: ['/id/?', '/organisationId/?'],
  /** Cosmos DB must not delete records; this is close to its longest time to live. */
  timeToLive: 20_000 * days,
};
