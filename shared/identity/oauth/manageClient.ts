import type { z } from 'zod';
import type { Stored } from '../../azure/cosmos.ts';
import { optimisticUpdate } from '../../azure/optimisticUpdate.ts';
import { ConveyorError } from '../../errors.ts';
import { applyPatch } from '../../http/body/mergePatch.ts';
import { type Managed, ManagedRecords } from '../../http/records/managedRecords.ts';
import type { AuditedChange } from '../../tenancy/audit/writeAudit.ts';
import { activeSecrets, rotated } from '../credentials/overlap.ts';
import { storedSecret } from '../credentials/storedSecret.ts';
import { secretOf, tokenOf } from '../credentials/tokenForm.ts';
import type { IdentityServices } from '../services.ts';
import { clientSchema, clientView, type rotatedClientSecret } from './clientFields.ts';
import type { OAuthClient } from './oauthClient.ts';

type ClientServices = Pick<IdentityServices, 'oauthClients'>;

/** A client of an organisation. @throws ConveyorError `not_found` */
export async function readClient(
  organisationId: string,
  id: string,
  { oauthClients }: ClientServices,
): Promise<Managed<OAuthClient>> {
  const managed = await new ManagedRecords(oauthClients).read(id);
  requireOwn(organisationId, managed.record);
  return managed;
}

/**
 * Applies a merge patch to the definition of a client. A client keeps its way of authentication.
 * @throws ConveyorError `not_found`, `bad_request`, `conflict`, `precondition_required`, `precondition_failed`
 */
export async function changeClient(
  organisationId: string,
  id: string,
  { ifMatch, patch }: { ifMatch: string | undefined; patch: Record<string, unknown> },
  services: ClientServices,
): Promise<{ stored: Managed<OAuthClient>; audit: AuditedChange }> {
  // A client of another organisation must not be told apart by its preconditions.
  await readClient(organisationId, id, services);
  const { stored, before } = await new ManagedRecords(services.oauthClients).change(
    id,
    ifMatch,
    (current) => {
      requireOwn(organisationId, current);
      const { name, scopes, status, jwks } = current;
      const definition = applyPatch({ name, scopes, status, ...(jwks && { jwks }) }, patch, clientSchema);
      if ((definition.jwks === undefined) !== (jwks === undefined))
        throw new ConveyorError('conflict', {
          detail: 'A client has either a secret or public keys for its whole life. Create another client.',
        });
      const { jwks: keys, ...others } = definition;
      return { ...current, ...others, ...(keys && { jwks: keys }) };
    },
  );
  return {
    stored,
    audit: { before: clientView.parse(before), after: clientView.parse(stored.record) },
  };
}

/**
 * Gives a client a new secret. The previous one stays valid for 24 hours; an older one stops at once.
 * @throws ConveyorError `not_found`; `conflict` if it authenticates with its keys
 */
export async function replaceClientSecret(
  organisationId: string,
  id: string,
  services: ClientServices & Pick<IdentityServices, 'vault' | 'clock' | 'random'>,
): Promise<{ body: z.input<typeof rotatedClientSecret>; audit: AuditedChange }> {
  const { oauthClients, clock, random } = services;
  const secret = secretOf(random.bytes(32));
  const next = await storedSecret(id, secret, services);
  return optimisticUpdate({
    tries: 5,
    read: () => oauthClients.read([id], id),
    decide: (stored: Stored<OAuthClient> | undefined) => {
      const current = requireOwn(organisationId, stored?.record);
      const [previous] = activeSecrets(current.secrets, clock.now());
      if (!previous)
        throw new ConveyorError('conflict', {
          detail: 'The client has no secret: it authenticates with its keys.',
        });
      const { secrets, previousExpiresAt } = rotated(previous, next, clock.now());
      const operations = [{ op: 'set' as const, path: '/secrets', value: secrets }];
      const audit: AuditedChange = { after: { previousExpiresAt } };
      const result = { body: { clientSecret: tokenOf('client', id, secret), previousExpiresAt }, audit };
      const etag = stored?.etag ?? '';
      return { write: async () => (await oauthClients.patch([id], id, operations, { etag })) && result };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable', { headers: { 'retry-after': '1' } })),
  });
}

/** Another organisation's client, and a revoked one, do not exist. */
function requireOwn(organisationId: string, client: OAuthClient | undefined): OAuthClient {
  if (client?.organisationId === organisationId && client.revokedAt === undefined) return client;
  throw new ConveyorError('not_found');
}
