/** All status transitions of a job. Every status change is checked against this table. */
const transitions = {
  queued: ['running', 'failed', 'cancelled'],
  // running → running: another worker takes over after the lease has expired; → queued: the worker requeues the job.
  running: ['running', 'queued', 'succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>;

export type Status = keyof typeof transitions;
export const statuses = Object.keys(transitions) as [Status, ...Status[]];

export function canTransition(from: Status, to: Status): boolean {
  return (transitions[from] as readonly Status[]).includes(to);
}

export function isTerminal(status: Status): boolean {
  return transitions[status].length === 0;
}
