import { z } from 'zod';
import type { ContainerDeclaration } from '../azure/cosmos.ts';
import { platforms } from '../identity/attestation/apps.ts';
import { signingKeyName } from '../secrets.ts';
import { defaultOrganisation } from '../tenancy/organisation.ts';

/** Code of a region, such as the mobile country code `440` or `US-CA`. It is part of blob names. */
export const regionId = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/, 'must be 1 to 32 letters, digits and hyphens')
  .describe('Code of the region, such as `440`.');

const dateTime = z.iso.datetime({ error: 'must be an ISO 8601 date and time in UTC' });

/** A key that signs the files of a region. The private key is in Key Vault. */
const signingKeySchema = z
  .strictObject({
    verificationKeyId: z
      .string()
      .min(1)
      .max(64)
      .describe('The id by which phones identify the key: the MCC, `440` for Japan.'),
    verificationKeyVersion: z
      .string()
      .min(1)
      .max(64)
      .describe('The version by which phones identify the key, such as `v1`.'),
    source: z
      .enum(['secret', 'key'])
      .default('secret')
      .describe('`secret`: a Key Vault secret that holds a PEM. `key`: a Key Vault key.'),
    name: z
      .string()
      .regex(signingKeyName, 'must be `export-signing` or start with `export-signing-`')
      .describe('Its name in Key Vault.'),
    version: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .describe('Its version in Key Vault. Default: the latest version.'),
    validFrom: dateTime.describe('Start of its validity.'),
    validUntil: dateTime.optional().describe('End of its validity.'),
    revokedAt: dateTime.optional().describe('Time of its revocation. A revoked key signs no files.'),
  })
  .meta({ id: 'SigningKey' });
export type SigningKey = z.output<typeof signingKeySchema>;

/** The credentials that a publish to a region must have: all that are true. */
const requirementsSchema = z
  .strictObject({
    certificate: z.boolean().default(true).describe('A certificate of the health authority.'),
    device: z
      .boolean()
      .default(false)
      .describe('A registered device: `Authorization: Bearer <uuid>.<secret>`.'),
    attestation: z
      .boolean()
      .default(false)
      .describe('An attestation of a genuine app, bound to the request body: `X-Attestation`.'),
  })
  .refine((requires) => Object.values(requires).includes(true), 'must require at least one credential')
  .meta({
    id: 'PublishRequirements',
    // By default the certificate is required.
    not: {
      properties: { certificate: { const: false }, device: { const: false }, attestation: { const: false } },
      required: ['certificate'],
    },
  });
export type Requirements = z.output<typeof requirementsSchema>;

/** The settings of a region, written by operators. */
export const regionSchema = z
  .strictObject({
    organisationId: z
      .string()
      .regex(/^[a-z0-9-]{1,50}$/)
      .default(defaultOrganisation),
    trial: z
      .boolean()
      .optional()
      .describe(
        'A region for trials, such as smoke tests: no index names its files, and an operator can export a window before it has ended. Keys that are published to it later are in no file.',
      ),
    requires: requirementsSchema.prefault({}),
    attestationPlatforms: z
      .array(z.enum(platforms))
      .min(1)
      .optional()
      .describe(
        'The platforms whose attestations are accepted, if one is required. Default: all configured ones.',
      ),
    signingKeys: z.array(signingKeySchema).max(20).default([]),
    minimumKeys: z
      .int()
      .min(0)
      .max(100_000)
      .default(1000)
      .describe('A window with fewer new keys is padded with synthetic keys to at least this number.'),
    paddingRange: z
      .int()
      .min(0)
      .max(10_000)
      .default(100)
      .describe('Maximum of a random number of further synthetic keys.'),
    maximumKeysPerFile: z
      .int()
      .min(1)
      .max(750_000)
      .default(500_000)
      .describe('Phones accept about 750,000 keys per file.'),
  })
  .meta({ id: 'RegionSettings' });

/** A region to which keys are published and for which they are exported. */
export type Region = z.output<typeof regionSchema> & {
  /** Its code. Also the partition key. */
  id: string;
};

/** A region in responses of the operator API. */
export const regionView = z.object({ id: regionId, ...regionSchema.shape }).meta({ id: 'Region' });

export const exampleRegion: z.input<typeof regionSchema> = {
  requires: { certificate: true, device: false },
  signingKeys: [
    {
      verificationKeyId: '440',
      verificationKeyVersion: 'v1',
      source: 'secret',
      name: 'export-signing-440',
      validFrom: '2026-01-01T00:00:00Z',
    },
  ],
};

const days = 86_400;

export const regionsContainer: ContainerDeclaration = {
  name: 'regions',
  partitionKey: ['/id'],
  indexed: ['/id/?', '/organisationId/?'],
  /** Cosmos DB must not delete records; this is close to its longest time to live. */
  timeToLive: 20_000 * days,
};
