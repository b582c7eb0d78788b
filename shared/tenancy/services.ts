import type { Records } from '../azure/cosmos.ts';
import type { BaseServices } from '../baseServices.ts';
import { type LedgerItem, type LedgerProgress, ledgerContainer, ledgerProgressContainer } from './ledger.ts';

/** The records of tenancy/. */
export interface TenancyRecords {
  readonly ledger: Records<LedgerItem>;
  readonly ledgerProgress: Records<LedgerProgress>;
}

/** The services that the functions of tenancy/ use. */
export type TenancyServices = BaseServices & TenancyRecords;

export const tenancyContainers = [ledgerContainer, ledgerProgressContainer] as const;

export function tenancyRecords({ cosmos }: Pick<BaseServices, 'cosmos'>): TenancyRecords {
  return {
    ledger: cosmos.records<LedgerItem>(ledgerContainer),
    ledgerProgress: cosmos.records<LedgerProgress>(ledgerProgressContainer),
  };
}
