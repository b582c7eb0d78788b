import type { Clock } from '../clock.ts';
import type { Configuration } from '../configuration.ts';
import { ConveyorError } from '../errors.ts';
import { defaultOrganisation, type Organisation } from './organisation.ts';
import type { TenancyRecords } from './services.ts';

/** The tier of the default organisation, which has no quotas unless a tier of this id is created. */
const defaultTier = 'default';

/** The default organisation until an operator changes it. */
const implicit: Organisation = {
  id: defaultOrganisation,
  name: 'Default',
  tier: defaultTier,
  status: 'active',
  createdAt: new Date(0).toISOString(),
  settings: {},
};

/** An organisation; up to 30 seconds old. @returns `undefined` if it does not exist */
export async function findOrganisation(
  id: string,
  { organisationCache }: Pick<TenancyRecords, 'organisationCache'>,
): Promise<Organisation | undefined> {
  return (await organisationCache.read(id)) ?? (id === defaultOrganisation ? implicit : undefined);
}

/** An organisation; up to 30 seconds old. @throws ConveyorError `not_found` */
export async function requireOrganisation(
  id: string,
  services: Pick<TenancyRecords, 'organisationCache'>,
): Promise<Organisation> {
  const organisation = await findOrganisation(id, services);
  if (!organisation) throw new ConveyorError('not_found', { detail: 'The organisation does not exist.' });
  return organisation;
}

/** Every organisation, with the default one first if it has no record. */
export async function* allOrganisations({
  organisations,
}: Pick<TenancyRecords, 'organisations'>): AsyncGenerator<Organisation> {
  if (!(await organisations.read([defaultOrganisation], defaultOrganisation))) yield implicit;
  yield* organisations.query({ text: 'SELECT * FROM c' });
}

/** @throws ConveyorError `conflict` if there is no tier of this id; the default one needs no record */
export async function requireTier(tier: string, { tiers }: Pick<TenancyRecords, 'tiers'>): Promise<void> {
  if (tier === defaultTier || (await tiers.read([tier], tier))) return;
  throw new ConveyorError('conflict', { detail: `The tier \`${tier}\` does not exist.` });
}

/** @throws ConveyorError `conflict` if the organisation is being deleted */
export function requireNotDeleting({ status }: Pick<Organisation, 'status'>): void {
  if (status !== 'deleting') return;
  throw new ConveyorError('conflict', {
    detail: 'The organisation is being deleted. Cancel its deletion first.',
  });
}

const millisecondsPerDay = 86_400_000;

/** Everything of an organisation that was created before this moment has passed its retention. */
export function retentionStart(
  { retentionDays }: Pick<Organisation, 'retentionDays'>,
  { clock, config }: { clock: Clock; config: Pick<Configuration, 'retentionDays'> },
): Date {
  const days = Math.min(retentionDays ?? config.retentionDays, config.retentionDays);
  return new Date(clock.now().getTime() - days * millisecondsPerDay);
}
