import type { ContainerDeclaration } from '../azure/cosmos.ts';

/** The billed usage of a job. */
export interface Usage {
  documents: number;
  pages: number;
  bytesIn: number;
  bytesOut: number;
  engineMilliseconds: number;
}

/** One billed job. Create-only; never changed. */
export interface LedgerItem extends Usage {
  /** The job id, so that a job has exactly one item. */
  id: string;
  organisationId: string;
  /** Caller and day; with the organisation, the partition key. */
  callerDay: string;
  callerId: string;
  /** The day on which the job ended, `YYYY-MM-DD`, UTC. */
  day: string;
  /** The month whose statement has it, `YYYY-MM`: that of the day, unless that month was closed already. */
  month: string;
}

const days = 86_400;

export const ledgerContainer: ContainerDeclaration = {
  name: 'ledger',
  partitionKey: ['/organisationId', '/callerDay'],
  indexed: ['/organisationId/?', '/callerId/?', '/day/?', '/month/?'],
  // 25 months.
  timeToLive: 775 * days,
};

/** Second level of the partition key: one partition per caller and day, so that none grows without bound. */
export const callerDayOf = (callerId: string, day: string) => `${callerId}:${day}`;

/** The position up to which the ledger is complete. */
export interface LedgerProgress {
  id: 'jobs';
  /** Every job written before this moment (seconds since the epoch, Cosmos DB's `_ts`) is in the ledger. */
  until: number;
}

export const ledgerProgressContainer: ContainerDeclaration = {
  name: 'ledgerProgress',
  partitionKey: ['/id'],
  indexed: [],
  timeToLive: 3660 * days,
};
