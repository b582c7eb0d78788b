import type { Records } from '../azure/cosmos.ts';
import { RecordCache } from '../azure/recordCache.ts';
import type { BaseServices } from '../baseServices.ts';
import { type AuditRecord, auditContainer } from './audit/auditRecord.ts';
import { type ClosedMonths, type StatementRecord, statementsContainer } from './billing/statement.ts';
import { type LedgerItem, type LedgerProgress, ledgerContainer, ledgerProgressContainer } from './ledger.ts';
import { type Organisation, organisationsContainer } from './organisation.ts';
import { type Counter, countersContainer } from './quotas/counter.ts';
import { PendingCallsByCounter } from './quotas/pendingCalls.ts';
import { type Tier, tiersContainer } from './tier.ts';

/** The records of tenancy/. */
export interface TenancyRecords {
  readonly organisations: Records<Organisation>;
  /** Cached for requests; up to 30 seconds old. */
  readonly organisationCache: RecordCache<Organisation>;
  readonly tiers: Records<Tier>;
  /** Cached for requests; up to 30 seconds old. */
  readonly tierCache: RecordCache<Tier>;
  readonly audit: Records<AuditRecord>;
  /** What organisations use: running and held jobs, and quotas. */
  readonly counters: Records<Counter>;
  readonly pendingCalls: PendingCallsByCounter;
  readonly ledger: Records<LedgerItem>;
  readonly statements: Records<StatementRecord>;
  readonly closedMonths: Records<ClosedMonths>;
  readonly ledgerProgress: Records<LedgerProgress>;
}

/** The services that the functions of tenancy/ use. */
export type TenancyServices = BaseServices & TenancyRecords;

export const tenancyContainers = [
  organisationsContainer,
  tiersContainer,
  auditContainer,
  countersContainer,
  ledgerContainer,
  statementsContainer,
  ledgerProgressContainer,
] as const;

const cacheSeconds = 30;

export function tenancyRecords({ cosmos, clock }: Pick<BaseServices, 'cosmos' | 'clock'>): TenancyRecords {
  const organisations = cosmos.records<Organisation>(organisationsContainer);
  const tiers = cosmos.records<Tier>(tiersContainer);
  return {
    organisations,
    organisationCache: new RecordCache(organisations, clock, cacheSeconds),
    tiers,
    tierCache: new RecordCache(tiers, clock, cacheSeconds),
    audit: cosmos.records<AuditRecord>(auditContainer),
    counters: cosmos.records<Counter>(countersContainer),
    statements: cosmos.records<StatementRecord>(statementsContainer),
    pendingCalls: new PendingCallsByCounter(),
    closedMonths: cosmos.records<ClosedMonths>(ledgerProgressContainer),
    ledger: cosmos.records<LedgerItem>(ledgerContainer),
    ledgerProgress: cosmos.records<LedgerProgress>(ledgerProgressContainer),
  };
}
