import { z } from 'zod';
import type { AuditedChange } from '../../tenancy/audit/writeAudit.ts';
import { type Creation, createCredential } from '../credentials/createCredential.ts';
import {
  credentialId,
  credentialName,
  day,
  daysAfter,
  expiresInDays,
} from '../credentials/credentialFields.ts';
import type { IdentityServices } from '../services.ts';
import type { RegistrationToken } from './registrationToken.ts';

const maximumRegistrations = z
  .int()
  .min(1)
  .max(100_000_000)
  .describe('How many devices may register with the token.');

export const registrationTokenRequest = z
  .strictObject({ name: credentialName, maximumRegistrations, expiresInDays: expiresInDays(3650, 90) })
  .meta({ id: 'RegistrationTokenRequest' });

export const registrationTokenView = z
  .object({
    id: credentialId,
    name: credentialName,
    maximumRegistrations,
    registrations: z.int().describe('How many devices have registered, deleted ones included.'),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    lastUsed: day.optional().describe('The day of the last use, UTC; absent if it was never used.'),
  })
  .meta({ id: 'RegistrationToken' });

export const createdRegistrationToken = registrationTokenView
  .extend({
    token: z
      .string()
      .describe('`conv_registration_…`, the bearer token of `POST /v1/register`. It is shown only once.'),
  })
  .meta({ id: 'CreatedRegistrationToken' });

/** @throws ConveyorError `idempotency_key_reused`, `conflict` */
export async function issueRegistrationToken(
  creation: Creation<z.output<typeof registrationTokenRequest>>,
  services: Pick<IdentityServices, 'registrationTokens' | 'vault' | 'clock' | 'random' | 'log'>,
): Promise<{ body: z.input<typeof createdRegistrationToken>; audit: AuditedChange }> {
  const { record, token } = await createCredential(
    'registration',
    creation,
    services.registrationTokens,
    (credential, { name, maximumRegistrations, expiresInDays }): RegistrationToken => ({
      ...credential,
      name,
      maximumRegistrations,
      registrations: 0,
      expiresAt: daysAfter(credential.createdAt, expiresInDays),
    }),
    services,
  );
  return { body: { ...record, token }, audit: { after: registrationTokenView.parse(record) } };
}
