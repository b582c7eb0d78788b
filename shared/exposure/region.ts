import { z } from 'zod';
import type { ContainerDeclaration } from '../azure/cosmos.ts';
import { signingKeyName } from '../secrets.ts';
import { defaultOrganisation } from '../tenancy/organisation.ts';

/** Code of a region, such as the mobile country code `440` or `US-CA`; it is part of names of files. */
export const regionId = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/, 'must be 1 to 32 letters, digits and hyphens')
  .describe('Code of the region, such as `440`.');

const moment = z.iso.datetime({ error: 'must be an ISO 8601 moment in UTC' });

/** A key that signs the files of a region. The key itself is in the vault. */
export const signingKeySchema = z
  .strictObject({
    verificationKeyId: z
      .string()
      .min(1)
      .max(64)
      .describe('What phones know the key by: the MCC, `440` for Japan.'),
    verificationKeyVersion: z.string().min(1).max(64).describe('Such as `v1`.'),
    source: z
      .enum(['secret', 'key'])
      .default('secret')
      .describe('A PEM among the secrets, or a key, of the vault.'),
    name: z
      .string()
      .regex(signingKeyName, 'must be `export-signing`, or begin with `export-signing-`')
      .describe('Its name in the vault.'),
    version: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .describe('Its version in the vault; the newest without it.'),
    validFrom: moment.describe('From when on it signs.'),
    validUntil: moment.optional().describe('Until when it signs.'),
    revokedAt: moment.optional().describe('When it was revoked: it signs nothing any more.'),
  })
  .meta({ id: 'SigningKey' });
export type SigningKey = z.output<typeof signingKeySchema>;

/** What a publish to a region must show. Everything that is true is asked for. */
export const requirementsSchema = z
  .strictObject({
    certificate: z.boolean().default(true).describe('A certificate of the health authority.'),
    device: z
      .boolean()
      .default(false)
      .describe('A registered device: `Authorization: Bearer <uuid>.<secret>`.'),
    attestation: z
      .boolean()
      .default(false)
      .describe('An attestation of a genuine app, made for the very body: `X-Attestation`.'),
  })
  .refine((requires) => Object.values(requires).includes(true), 'must ask for something')
  .meta({ id: 'PublishRequirements' });
export type Requirements = z.output<typeof requirementsSchema>;

/** What an operator says of a region. */
export const regionSchema = z
  .strictObject({
    organisationId: z
      .string()
      .regex(/^[a-z0-9-]{1,50}$/)
      .default(defaultOrganisation),
    requires: requirementsSchema.prefault({}),
    signingKeys: z.array(signingKeySchema).max(20).default([]),
    minimumKeys: z
      .int()
      .min(0)
      .max(100_000)
      .default(1000)
      .describe('A smaller file is padded to so many keys.'),
    paddingRange: z.int().min(0).max(10_000).default(100).describe('And up to so many more, at random.'),
    maximumKeysPerFile: z.int().min(1).max(750_000).default(500_000).describe('Phones take about 750,000.'),
  })
  .meta({ id: 'RegionSettings' });

/** A region to which keys are published and for which they are exported. */
export type Region = z.output<typeof regionSchema> & {
  /** Its code; the partition too. */
  id: string;
};

/** A region as operators read it. */
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
  indexed: ['/id/?'],
  /** No region goes by itself: this is as long as Cosmos counts. */
  timeToLive: 20_000 * days,
};
