import type { z } from 'zod';
import type { AuditedChange } from '../../tenancy/audit/writeAudit.ts';
import { type Creation, createCredential } from '../credentials/createCredential.ts';
import type { IdentityServices } from '../services.ts';
import { type clientSchema, clientView, type createdClient } from './clientFields.ts';
import type { OAuthClient } from './oauthClient.ts';

/** Creates a client with a secret, or with public keys. @throws ConveyorError `idempotency_key_reused`, `conflict` */
export async function issueClient(
  creation: Creation<z.output<typeof clientSchema>>,
  services: Pick<IdentityServices, 'oauthClients' | 'vault' | 'clock' | 'random' | 'log'>,
): Promise<{ body: z.input<typeof createdClient>; audit: AuditedChange }> {
  const { record, token } = await createCredential(
    'client',
    creation,
    services.oauthClients,
    (credential, { name, scopes, status, jwks }): OAuthClient => ({
      ...credential,
      name,
      scopes,
      status,
      ...(jwks && { jwks, secrets: [] }),
    }),
    services,
  );
  return {
    body: { ...record, ...(!record.jwks && { clientSecret: token }) },
    audit: { after: clientView.parse(record) },
  };
}
