import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import type { ContainerDeclaration } from '../azure/cosmos.ts';
import { defaultOrganisation } from '../tenancy/organisation.ts';
import { regionId } from './region.ts';
import { reportTypes } from './reportTypes.ts';

export const healthAuthorityId = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'must be 1 to 64 letters, digits, dots, hyphens and underscores')
  .describe('What the apps send as `healthAuthorityID`, often the name of the app: `jp.example.app`.');

/** One, and nothing before or behind it, such as its private half. */
const onePublicKey = /^\s*-----BEGIN PUBLIC KEY-----[\w+/=\s]+-----END PUBLIC KEY-----\s*$/;

/** ES256 is ECDSA on P-256 (RFC 7518 §3.4). A private key is refused: it must not lie here. */
export function isP256PublicKey(pem: string): boolean {
  if (!onePublicKey.test(pem)) return false;
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
    return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
}

const moment = z.iso.datetime({ error: 'must be an ISO 8601 moment in UTC' });

const keySchema = z
  .strictObject({
    kid: z.string().min(1).max(100).describe('What certificates name the key by.'),
    publicKey: z
      .string()
      .max(2000)
      .refine(isP256PublicKey, 'must be a public key on P-256 as PEM (BEGIN PUBLIC KEY)')
      .describe('PEM, P-256.'),
    validFrom: moment,
    validUntil: moment.optional(),
  })
  .meta({ id: 'HealthAuthorityKey' });

/** What an operator says of a health authority. */
export const healthAuthoritySchema = z
  .strictObject({
    name: z.string().min(1).max(200).describe('For people.'),
    organisationId: z
      .string()
      .regex(/^[a-z0-9-]{1,50}$/)
      .default(defaultOrganisation),
    issuer: z.string().min(1).max(200).describe('`iss` of its certificates.'),
    audience: z.string().min(1).max(200).describe('`aud` of its certificates: this server.'),
    keys: z
      .array(keySchema)
      .max(20)
      .default([])
      .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, 'must differ in their kid'),
    regions: z.array(regionId).max(50).describe('Where what it vouches for is published.'),
    reportTypes: z
      .array(z.enum(reportTypes))
      .min(1)
      .default([...reportTypes])
      .describe('What it may report.'),
    usualOnsetDays: z
      .int()
      .min(0)
      .max(14)
      .nullable()
      .default(4)
      .describe('Symptoms began so many days ago where nobody says when; null leaves it open.'),
  })
  .meta({ id: 'HealthAuthoritySettings' });

/** Who vouches for reports. */
export type HealthAuthority = z.output<typeof healthAuthoritySchema> & {
  /** The partition too. */
  id: string;
};
export type HealthAuthorityKey = HealthAuthority['keys'][number];

/** A health authority as operators read it. */
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
  indexed: ['/id/?'],
  /** None goes by itself: this is as long as Cosmos counts. */
  timeToLive: 20_000 * days,
};
