import { concurrently } from '../../async/concurrently.ts';
import { ConveyorError } from '../../errors.ts';
import { allOrganisations, findOrganisation, requireOrganisation } from '../findOrganisation.ts';
import type { Organisation } from '../organisation.ts';
import type { TenancyServices } from '../services.ts';
import { lastSettledMonth, monthOf, monthsFrom, nextMonth } from './months.ts';
import { type BilledMetric, billedMetrics, lineOf, sum } from './prices.ts';
import type { ClosedMonths, Statement, StatementRecord } from './statement.ts';

type Quantities = Record<BilledMetric | 'jobs', number>;

/**
 * The statement of a month: the closed one, which also remains of a deleted organisation, or an open one from the ledger as it is
 * now.
 * @throws ConveyorError `not_found` if there is neither the organisation nor a statement, or the organisation did not exist then
 */
export async function statementOf(
  organisationId: string,
  month: string,
  services: TenancyServices,
): Promise<Statement> {
  const closed = await services.statements.read([organisationId, month], month);
  if (closed) return closed.record;
  const organisation = await requireOrganisation(organisationId, services);
  if (month < firstMonthOf(organisation) || month > monthOf(services.clock.now()))
    throw new ConveyorError('not_found', { detail: 'The organisation has no statement of this month.' });
  const { id: _, prices: __, ...open } = await compute(organisation, month, services);
  return { ...open, state: 'open' };
}

/**
 * Closes the settled months of every organisation. Statements are create-only, so that an interrupted or concurrent run can be
 * repeated and a closed month never changes. The mark is written last: a month without it is closed again, after a failure too.
 * @returns the number of statements made
 */
export async function closeMonths(services: TenancyServices): Promise<number> {
  const { closedMonths } = services;
  const last = lastSettledMonth(services);
  let mark = await closedMonths.read(['months'], 'months');
  let count = 0;
  for (const until of monthsFrom(mark ? nextMonth(mark.record.until) : last, last)) {
    const { made, isComplete } = await closeOfAll(until, services);
    count += made;
    if (!isComplete) break;
    const record: ClosedMonths = { id: 'months', until };
    mark = await (mark ? closedMonths.replace(['months'], record, mark.etag) : closedMonths.create(record));
    // A concurrent run has closed this month, and goes on.
    if (!mark) break;
  }
  return count;
}

async function closeOfAll(
  month: string,
  services: TenancyServices,
): Promise<{ made: number; isComplete: boolean }> {
  let made = 0;
  let isRead = false;
  let hasFailed = false;
  async function* all() {
    yield* allOrganisations(services);
    isRead = true;
  }
  const share = { concurrency: 8, milliseconds: 240_000 };
  await concurrently(all(), share, async (organisation) => {
    try {
      if (await close(organisation, month, services)) made++;
    } catch (error) {
      // The next run retries. One failing organisation must not stop the others.
      hasFailed = true;
      services.log.error('A month could not be closed.', { organisation: organisation.id, month, error });
    }
  });
  return { made, isComplete: isRead && !hasFailed };
}

/**
 * Closes every month of an organisation that is being purged, the current one included. Its jobs must have been billed and deleted.
 */
export async function closeForGood(organisation: Organisation, services: TenancyServices): Promise<void> {
  const mark = await services.closedMonths.read(['months'], 'months');
  const first = mark ? nextMonth(mark.record.until) : lastSettledMonth(services);
  for (const month of monthsFrom(first, monthOf(services.clock.now())))
    await close(organisation, month, services);
}

/** Makes a statement unless there is one. @returns whether it was made */
async function close(organisation: Organisation, month: string, services: TenancyServices): Promise<boolean> {
  const { statements, clock } = services;
  if (month < firstMonthOf(organisation)) return false;
  if (await statements.read([organisation.id, month], month)) return false;
  const closedAt = clock.now().toISOString();
  const made = await statements.create({ ...(await compute(organisation, month, services)), closedAt });
  return made !== undefined;
}

const firstMonthOf = ({ createdAt }: Organisation) => createdAt.slice(0, 7);

async function compute(
  { id: organisationId, tier: tierId }: Organisation,
  month: string,
  services: TenancyServices,
): Promise<StatementRecord> {
  const [quantities, tier] = await Promise.all([
    quantitiesOf(organisationId, month, services),
    services.tiers.read([tierId], tierId),
  ]);
  const prices = tier?.record.prices;
  const lines = billedMetrics.map((metric) => lineOf(metric, quantities[metric], prices));
  return {
    id: month,
    organisationId,
    month,
    state: 'closed',
    tier: tierId,
    jobs: quantities.jobs,
    ...(prices && { currency: prices.currency, prices }),
    lines,
    total: sum(lines),
  };
}

/** Summed by Cosmos DB, which may return partial sums in several rows. */
async function quantitiesOf(
  organisationId: string,
  month: string,
  { ledger }: Pick<TenancyServices, 'ledger'>,
): Promise<Quantities> {
  const rows = ledger.query<Partial<Quantities>>({
    text: `SELECT COUNT(1) AS jobs, SUM(c.documents) AS documents, SUM(c.pages) AS pages
      FROM c WHERE c.organisationId = @organisation AND c.month = @month`,
    parameters: { organisation: organisationId, month },
    partition: [organisationId],
  });
  const total: Quantities = { jobs: 0, documents: 0, pages: 0 };
  for await (const { jobs = 0, documents = 0, pages = 0 } of rows) {
    total.jobs += jobs;
    total.documents += documents;
    total.pages += pages;
  }
  return total;
}

/**
 * The months that have a statement, newest first: closed ones, and those since the last closed one.
 * @throws ConveyorError `not_found` if there is neither the organisation nor a statement
 */
export async function monthsOf(
  organisationId: string,
  services: TenancyServices,
): Promise<{ month: string; state: Statement['state'] }[]> {
  const closed = services.statements.query<{ id: string }>({
    text: 'SELECT c.id FROM c WHERE c.organisationId = @organisation',
    parameters: { organisation: organisationId },
    partition: [organisationId],
  });
  const months = new Map<string, Statement['state']>();
  const organisation = await findOrganisation(organisationId, services);
  if (organisation)
    for (const month of monthsFrom(lastSettledMonth(services), monthOf(services.clock.now())))
      if (month >= firstMonthOf(organisation)) months.set(month, 'open');
  for await (const { id: month } of closed) months.set(month, 'closed');
  if (!organisation && months.size === 0) await requireOrganisation(organisationId, services);
  return [...months]
    .map(([month, state]) => ({ month, state }))
    .sort((one, other) => (one.month > other.month ? -1 : 1));
}
