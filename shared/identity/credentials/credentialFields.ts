import { z } from 'zod';
import { organisationIdPattern } from '../../tenancy/organisation.ts';
import { type Scope, scopes } from '../caller.ts';

/** Fields that requests and views of several kinds of credentials have. */

export const credentialId = z.uuid('must be a UUID');
export const credentialParams = z.object({ id: credentialId });

const organisation = z
  .string()
  .regex(organisationIdPattern, 'must be the id of an organisation')
  .describe('The id of the organisation.');
export const organisationParams = z.object({ organisation });
export const organisationCredentialParams = z.object({ organisation, id: credentialId });

export const credentialName = z.string().trim().min(1).max(100).describe('A name for people.');

export const scopeList = z
  .array(z.enum(Object.keys(scopes) as [Scope, ...Scope[]]))
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'must not repeat a scope')
  .meta({ uniqueItems: true })
  .describe('What the credential permits.');

export const day = z.iso.date().describe('`YYYY-MM-DD`, UTC.');

/** Days until a new credential expires. */
export const expiresInDays = (maximum: number, standard: number) =>
  z.int().min(1).max(maximum).default(standard).describe('Days until it expires.');

/** Headers of a request that creates a credential. */
export const creationHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
    .optional()
    .describe(
      'Makes the request repeatable: the same key and body from the same caller return the same credential.',
    ),
});

const millisecondsPerDay = 86_400_000;

/** The moment some days after another one, ISO 8601. */
export const daysAfter = (moment: string, days: number) =>
  new Date(Date.parse(moment) + days * millisecondsPerDay).toISOString();
