import { BlobServiceClient } from '@azure/storage-blob';
import { managedIdentity } from '../../shared/azure/credential.ts';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { blobContainerOf, type Organisation } from '../../shared/tenancy/organisation.ts';
import type { Tier } from '../../shared/tenancy/tier.ts';
import type { TestServices } from './services.ts';

let organisations = 0;

/** A new organisation with a tier of its own, and a client of it. */
export async function newOrganisation(
  { tiers, organisations: records, config }: TestServices,
  { tier = {}, ...given }: { tier?: Partial<Tier> } & Partial<Omit<Organisation, 'tier'>> = {},
): Promise<TenantCaller> {
  const id = `organisation-${++organisations}`;
  await tiers.create({ id, name: 'A tier', quotas: [], ...tier });
  await records.create({
    id,
    name: 'An organisation',
    tier: id,
    status: 'active',
    createdAt: new Date(0).toISOString(),
    settings: {},
    ...given,
  });
  const blobs = new BlobServiceClient(config.transitBlobs, await managedIdentity());
  await blobs.getContainerClient(blobContainerOf(id)).createIfNotExists();
  return clientOf(id);
}

/** Another client of an organisation. */
export const clientOf = (organisationId: string): TenantCaller => ({
  kind: 'client',
  organisationId,
  callerId: `client-${++organisations}`,
  scopes: ['jobs:read', 'jobs:write', 'usage:read'],
});

/** Changes an organisation, and waits until no cache has the previous record. */
export async function changeOrganisation(
  { organisationId: id }: TenantCaller,
  changes: Partial<Organisation>,
  { organisations: records, clock }: TestServices,
): Promise<void> {
  const operations = Object.entries(changes).map(([name, value]) => ({
    op: 'set' as const,
    path: `/${name}`,
    value: value as never,
  }));
  await records.patch([id], id, operations);
  clock.advance({ seconds: 31 });
}
