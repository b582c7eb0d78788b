import { concurrently } from '../../async/concurrently.ts';
import { allOrganisations } from '../findOrganisation.ts';
import type { Organisation } from '../organisation.ts';
import type { TenancyServices } from '../services.ts';
import { isSettled, monthOf, previousMonth } from './months.ts';
import { type BilledMetric, billedMetrics, lineOf, sum } from './prices.ts';
import type { Statement, StatementRecord } from './statement.ts';

type Quantities = Record<BilledMetric | 'jobs', number>;

/** The statement of a month: the closed one, or an open one from the ledger as it is now. */
export async function statementOf(
  organisation: Organisation,
  month: string,
  services: TenancyServices,
): Promise<Statement> {
  const closed = await services.statements.read([organisation.id, month], month);
  if (closed) return closed.record;
  const { id: _, prices: __, ...open } = await compute(organisation, month, services);
  return { ...open, state: 'open' };
}

/**
 * Closes the previous month of every organisation once it is settled. Statements are create-only, so that an interrupted or
 * concurrent run can be repeated and a closed month never changes.
 * @returns the number of statements made
 */
export async function closeMonth(services: TenancyServices): Promise<number> {
  const month = previousMonth(services.clock.now());
  if (!isSettled(month, services)) return 0;
  let count = 0;
  const share = { concurrency: 8, milliseconds: 240_000 };
  await concurrently(allOrganisations(services), share, async (organisation) => {
    try {
      if (await services.statements.read([organisation.id, month], month)) return;
      if (await services.statements.create(await compute(organisation, month, services))) count++;
    } catch (error) {
      // The next run retries. One failing organisation must not stop the others.
      services.log.error('A month could not be closed.', { organisation: organisation.id, month, error });
    }
  });
  return count;
}

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
    closedAt: services.clock.now().toISOString(),
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

/** The months that have a statement, newest first: the current one, the previous one if it is open, and closed ones. */
export async function monthsOf(
  { id }: Organisation,
  { statements, clock }: Pick<TenancyServices, 'statements' | 'clock'>,
): Promise<{ month: string; state: Statement['state'] }[]> {
  const closed = statements.query<{ id: string }>({
    text: 'SELECT c.id FROM c WHERE c.organisationId = @organisation',
    parameters: { organisation: id },
    partition: [id],
  });
  const months = new Map<string, Statement['state']>();
  for (const month of [monthOf(clock.now()), previousMonth(clock.now())]) months.set(month, 'open');
  for await (const { id: month } of closed) months.set(month, 'closed');
  return [...months]
    .map(([month, state]) => ({ month, state }))
    .sort((one, other) => (one.month > other.month ? -1 : 1));
}
