import type { ContainerDeclaration } from '../../azure/cosmos.ts';
import type { Owner } from '../../identity/caller.ts';
import { defaultOrganisation } from '../organisation.ts';

/**
 * Counts what an organisation uses. One record, so that a submission is one atomic patch of its place and of every quota, and
 * caps and quotas hold under concurrent requests. In the default organisation, which strangers share, each caller has its own.
 */
export interface Counter {
  /** The organisation, or the caller in the default organisation. */
  id: string;
  organisationId: string;
  /** Number of entries of `sent`. */
  count: number;
  /** Id of each job that has a place (its message was sent, or is about to be) → when it took the place. */
  sent: Record<string, string>;
  /** Number of held jobs. The reconciliation corrects it after a crash. */
  held: number;
  /** Metric, period and start of the period (`submitted_jobs:day:2026-11-29`) → amount used. Only metrics with a quota. */
  used: Record<string, number>;
  /** Metric → when its amount was last counted from the records, ISO 8601. */
  recounted: Record<string, string>;
  /** Seconds after the last change until Cosmos DB deletes it, if sooner than the other records of the container. */
  ttl?: number;
}

const days = 86_400;

export const countersContainer: ContainerDeclaration = {
  name: 'counters',
  partitionKey: ['/organisationId', '/id'],
  indexed: ['/organisationId/?', '/count/?', '/held/?'],
  // A quota can count the total of all time.
  timeToLive: 3660 * days,
};

/** The partition and the id of a counter. */
export interface CounterAddress {
  partition: [organisationId: string, id: string];
  id: string;
}

/** Where devices and exposure keys are counted: they belong to an organisation, not to a caller. */
export const organisationCounter = (organisationId: string): CounterAddress => ({
  partition: [organisationId, organisationId],
  id: organisationId,
});

/** Where the jobs of a caller are counted. The only place that decides who shares caps and quotas. */
export function counterOf({ organisationId, callerId }: Owner): CounterAddress {
  const id = organisationId === defaultOrganisation ? callerId : organisationId;
  return { partition: [organisationId, id], id };
}

/** Longer than the longest period that ends. Devices come and go, and nothing else deletes their counters. */
const callerSeconds = 400 * days;

export const emptyCounter = ({ partition: [organisationId, id] }: CounterAddress): Counter => ({
  id,
  organisationId,
  count: 0,
  sent: {},
  held: 0,
  used: {},
  recounted: {},
  ...(id !== organisationId && { ttl: callerSeconds }),
});
