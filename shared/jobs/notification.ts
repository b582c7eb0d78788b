import type { ErrorCode } from '../errors.ts';

/** How far the telling of a job's end is. */
export const notificationStates = ['pending', 'delivered', 'refused', 'failed'] as const;

/** One try to tell the receiver. */
export interface NotificationAttempt {
  /** ISO 8601, UTC. */
  at: string;
  /** What the receiver answered. */
  status?: number;
  /** Why there is no answer. */
  error?: ErrorCode;
  milliseconds: number;
}

/** The outbox of a job: that its end must be told, and what came of it so far. */
export interface Notification {
  state: (typeof notificationStates)[number];
  /** How often it was tried, ever. */
  tries: number;
  /** How often it had been tried when the present round began: each has its own day. */
  triedBefore: number;
  /** When the next try is due, while it is pending. */
  dueAt: string;
  /** The last tries, the oldest first. */
  attempts: NotificationAttempt[];
}

/** How many tries are remembered. */
const remembered = 20;

/** Seconds before each further try: a little less than a day in all. */
export const notificationDelays: readonly number[] = [5, 300, 1_800, 7_200, 18_000, 28_800, 28_800];

/** A notification that is due now, the first of its round. */
export function dueNotification(at: string, before?: Notification): Notification {
  const tries = before?.tries ?? 0;
  return { state: 'pending', tries, triedBefore: tries, dueAt: at, attempts: before?.attempts ?? [] };
}

/**
 * What becomes of a notification by a try: 2xx confirms it, 410 ends it (Standard Webhooks), everything else is tried again
 * until the table of delays is used up.
 */
export function afterAttempt(before: Notification, attempt: NotificationAttempt, now: Date): Notification {
  const attempts = [...before.attempts, attempt].slice(-remembered);
  const next = { ...before, tries: before.tries + 1, attempts };
  const { status = 0 } = attempt;
  if (status >= 200 && status < 300) return { ...next, state: 'delivered' };
  if (status === 410) return { ...next, state: 'refused' };
  const delay = notificationDelays[before.tries - before.triedBefore];
  if (delay === undefined) return { ...next, state: 'failed' };
  return { ...next, dueAt: new Date(now.getTime() + delay * 1000).toISOString() };
}
