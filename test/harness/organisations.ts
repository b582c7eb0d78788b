import type { TenantCaller } from '../../shared/identity/caller.ts';
import { blobContainerOf, type Organisation } from '../../shared/tenancy/organisation.ts';
import type { Tier } from '../../shared/tenancy/tier.ts';
import type { TestServices } from './services.ts';

let organisations = 0;

/** A new organisation with a tier of its own, and a client of it. */
export async function newOrganisation(
  services: TestServices,
  { tier = {}, ...given }: { tier?: Partial<Tier> } & Partial<Omit<Organisation, 'tier'>> = {},
): Promise<TenantCaller> {
  const id = `organisation-${++organisations}`;
  await services.tiers.create({ id, name: 'A tier', quotas: [], ...tier });
  await createOrganisation(services, { id, tier: id, ...given });
  return clientOf(id);
}

/** Creates an organisation and the container of its files, unless they exist. */
export async function createOrganisation(
  { organisations: records, blobs, clock }: TestServices,
  organisation: Pick<Organisation, 'id'> & Partial<Organisation>,
): Promise<void> {
  const { id } = organisation;
  const createdAt = clock.now().toISOString();
  await records.create({
    name: id,
    tier: 'default',
    status: 'active',
    createdAt,
    settings: {},
    ...organisation,
  });
  await blobs.createContainer(blobContainerOf(id));
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
