import { z } from 'zod';
import { type ContainerDeclaration, sortIndexes } from '../azure/cosmos.ts';
import { deploymentSubject } from './audit/auditRecord.ts';
import { quotasSchema } from './quotas/quota.ts';

/** The organisation of devices that register without naming one. It exists without a record. */
export const defaultOrganisation = 'default';

const origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'must be an origin, such as `https://app.example.com`',
  );
/** What the administrators of an organisation can change themselves. */
export const organisationSettings = z
  .strictObject({
    allowedOrigins: z
      .array(origin)
      .max(50)
      .optional()
      .describe(
        'Origins of web pages that may send requests with credentials of the organisation (RFC 6454).',
      ),
  })
  .meta({ id: 'OrganisationSettings' });

export const organisationStatuses = ['active', 'suspended', 'deleting'] as const;

/** What operators define of an organisation. */
export const organisationSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    tier: z.string().min(1).max(40).default('default').describe('The id of its tier.'),
    status: z
      .enum(['active', 'suspended'])
      .default('active')
      .describe('`suspended`: new requests are refused and waiting jobs are held; running jobs end.'),
    retentionDays: z
      .int()
      .min(1)
      .max(14)
      .optional()
      .describe('Days after which its jobs are deleted, if fewer than RETENTION_DAYS.'),
    quotas: quotasSchema.optional().describe('Replace the quotas of its tier for their metrics.'),
    settings: organisationSettings.default({}),
  })
  .meta({ id: 'OrganisationDefinition' });

/** An organisation as operators see it. */
export const organisationView = z
  .object({
    ...organisationSchema.shape,
    id: z.string(),
    status: z.enum(organisationStatuses),
    createdAt: z.iso.datetime(),
    deletion: z
      .object({
        requestedAt: z.iso.datetime(),
        purgeAt: z.iso
          .datetime()
          .describe('From then on it is purged. Until then the deletion can be cancelled.'),
        statusBefore: z.enum(['active', 'suspended']).describe('The status after a cancellation.'),
        begun: z.literal(true).optional().describe('The purge has begun and cannot be cancelled.'),
      })
      .optional()
      .describe('While the status is `deleting`.'),
  })
  .meta({ id: 'Organisation' });

/** An organisation as stored in Cosmos DB; partition: its id. Times are ISO 8601, UTC. */
export type Organisation = z.output<typeof organisationView>;

export const exampleOrganisation: z.input<typeof organisationSchema> = {
  name: 'Acme Ltd',
  tier: 'business',
  settings: { allowedOrigins: ['https://app.acme.example'] },
};

/** The form of an id: it becomes part of the name of a Blob container. */
export const organisationIdPattern = /^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){0,39}$/;
export const organisationId = z
  .string()
  .regex(organisationIdPattern, 'must be 1 to 40 lower-case letters, digits and single hyphens')
  .refine((id) => id !== deploymentSubject, 'is reserved')
  .describe('The id of the organisation, such as `acme`.');

const days = 86_400;

export const organisationsContainer: ContainerDeclaration = {
  name: 'organisations',
  partitionKey: ['/id'],
  indexed: [
    '/settings/allowedOrigins/[]/?',
    '/deletion/purgeAt/?',
    '/id/?',
    '/name/?',
    '/createdAt/?',
    '/status/?',
    '/tier/?',
  ],
  composite: sortIndexes(['name', 'createdAt']),
  timeToLive: 3660 * days,
};

/** The Blob container of an organisation. */
export function blobContainerOf(organisationId: string): string {
  return `organisation-${organisationId}`;
}
