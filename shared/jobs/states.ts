import { z } from 'zod';

/** What can become of a job, and from what. Everything that changes a status asks this table. */
export const transitions = {
  queued: ['running', 'failed', 'cancelled'],
  // running → running: a worker takes over from one whose lease has run out.
  running: ['running', 'succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>;

export type Status = keyof typeof transitions;
export const statusSchema = z.enum(Object.keys(transitions) as [Status, ...Status[]]);

/** Whether a job may go from one status to another. */
export function mayBecome(from: Status, to: Status): boolean {
  return (transitions[from] as readonly Status[]).includes(to);
}

/** Whether nothing can become of a job any more. */
export function isTerminal(status: Status): boolean {
  return transitions[status].length === 0;
}
