import type { ErrorCode } from '../../errors.ts';

/** Delivery states of a webhook. */
export const notificationStates = ['pending', 'delivered', 'refused', 'failed'] as const;

/** One delivery attempt. */
export interface NotificationAttempt {
  /** ISO 8601, UTC. */
  at: string;
  /** HTTP status of the response. */
  status?: number;
  /** Why there was no response. */
  error?: ErrorCode;
  milliseconds: number;
}

/** The outbox entry of a job: its webhook and the delivery attempts so far. */
export interface Notification {
  state: (typeof notificationStates)[number];
  /** Total delivery attempts. */
  tries: number;
  /** Attempts before the current schedule started; resending starts a new one. */
  triedBefore: number;
  /** When the next attempt is due, while pending. */
  dueAt: string;
  /** The latest attempts, oldest first. */
  attempts: NotificationAttempt[];
}

/** Attempts kept in the record. */
const keptAttempts = 20;

/** Seconds before each retry: just under a day in total. */
export const notificationDelays: readonly number[] = [5, 300, 1_800, 7_200, 18_000, 28_800, 28_800];

/** A notification that is due now, at the start of its retry schedule. */
export function dueNotification(at: string, before?: Notification): Notification {
  const tries = before?.tries ?? 0;
  return { state: 'pending', tries, triedBefore: tries, dueAt: at, attempts: before?.attempts ?? [] };
}

/** Whether the first attempt of a retry schedule is due. */
export function isFresh({ state, tries, triedBefore }: Notification): boolean {
  return state === 'pending' && tries === triedBefore;
}

/**
 * The notification after a delivery attempt: 2xx confirms it, 410 ends it (Standard Webhooks), any other outcome is
 * retried until the delays are used up.
 */
export function afterAttempt(before: Notification, attempt: NotificationAttempt, now: Date): Notification {
  const attempts = [...before.attempts, attempt].slice(-keptAttempts);
  const next = { ...before, tries: before.tries + 1, attempts };
  const { status = 0 } = attempt;
  if (status >= 200 && status < 300) return { ...next, state: 'delivered' };
  if (status === 410) return { ...next, state: 'refused' };
  const delay = notificationDelays[before.tries - before.triedBefore];
  if (delay === undefined) return { ...next, state: 'failed' };
  return { ...next, dueAt: new Date(now.getTime() + delay * 1000).toISOString() };
}
