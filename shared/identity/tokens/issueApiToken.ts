import { z } from 'zod';
import type { AuditedChange } from '../../tenancy/audit/writeAudit.ts';
import { type Creation, createCredential } from '../credentials/createCredential.ts';
import {
  credentialId,
  credentialName,
  day,
  daysAfter,
  expiresInDays,
  scopeList,
} from '../credentials/credentialFields.ts';
import type { IdentityServices } from '../services.ts';
import type { ApiToken } from './apiToken.ts';

export const apiTokenRequest = z
  .strictObject({ name: credentialName, scopes: scopeList, expiresInDays: expiresInDays(366, 90) })
  .meta({ id: 'ApiTokenRequest' });

export const apiTokenView = z
  .object({
    id: credentialId,
    name: credentialName,
    scopes: scopeList,
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    lastUsed: day.optional().describe('The day of the last use, UTC; absent if it was never used.'),
  })
  .meta({ id: 'ApiToken' });

export const createdApiToken = apiTokenView
  .extend({ token: z.string().describe('`conv_…`, the bearer token of requests. It is shown only once.') })
  .meta({ id: 'CreatedApiToken' });

/** @throws ConveyorError `idempotency_key_reused`, `conflict` */
export async function issueApiToken(
  creation: Creation<z.output<typeof apiTokenRequest>>,
  services: Pick<IdentityServices, 'apiTokens' | 'vault' | 'clock' | 'random' | 'log'>,
): Promise<{ body: z.input<typeof createdApiToken>; audit: AuditedChange }> {
  const { record, token } = await createCredential(
    'token',
    creation,
    services.apiTokens,
    (credential, { name, scopes, expiresInDays }): ApiToken => ({
      ...credential,
      name,
      scopes,
      expiresAt: daysAfter(credential.createdAt, expiresInDays),
    }),
    services,
  );
  return { body: { ...record, token }, audit: { after: apiTokenView.parse(record) } };
}
