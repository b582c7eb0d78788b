import type { ContainerDeclaration } from '../azure/cosmos.ts';

/** What is counted of a job. */
export interface Usage {
  documents: number;
  pages: number;
  bytesIn: number;
  bytesOut: number;
  engineMilliseconds: number;
}

/** One job that is billed. Written once, with create-only, and never changed. */
export interface LedgerItem extends Usage {
  /** The job's id: a job has one item, however often it is written. */
  id: string;
  organisationId: string;
  /** Device and day: the partition, with the organisation. */
  deviceDay: string;
  deviceId: string;
  /** The day on which the job ended, `YYYY-MM-DD`, UTC. */
  day: string;
}

const days = 86_400;

export const ledgerContainer: ContainerDeclaration = {
  name: 'ledger',
  partitionKey: ['/organisationId', '/deviceDay'],
  indexed: ['/organisationId/?', '/deviceId/?', '/day/?'],
  // 25 months.
  timeToLive: 775 * days,
};

/** The second level of the partition: the jobs of a device on a day lie together, and none grows without bound. */
export const deviceDayOf = (deviceId: string, day: string) => `${deviceId}:${day}`;

/** Up to where the ledger was made. */
export interface LedgerProgress {
  id: 'jobs';
  /** Every job that was written before this moment (seconds since the epoch, by Cosmos' clock) is in the ledger. */
  until: number;
}

export const ledgerProgressContainer: ContainerDeclaration = {
  name: 'ledgerProgress',
  partitionKey: ['/id'],
  indexed: [],
  timeToLive: 3660 * days,
};
