import type { Clock } from '../../clock.ts';

/** How long after its end a month accepts items: jobs that end just before, and ledger runs that are late. */
const openMilliseconds = 3 * 86_400_000;
/** How long after that its statement is made: longer than a write of the ledger can take. */
const settleMilliseconds = 3_600_000;

/** A month as `YYYY-MM`, UTC. */
export const monthOf = (moment: Date) => moment.toISOString().slice(0, 7);

/** The first moment after a month, in ms since the epoch. */
function endOf(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return Date.UTC(year, number, 1);
}

export const nextMonth = (month: string) => monthOf(new Date(endOf(month)));

/** The month whose statement gets an item of this day: that of the day, or the first that is still open. */
export function billingMonth(day: string, { clock }: { clock: Clock }): string {
  const now = clock.now().getTime();
  let month = day.slice(0, 7);
  while (now >= endOf(month) + openMilliseconds) month = nextMonth(month);
  return month;
}

/** Whether a month gets no more items and every item is written. */
function isSettled(month: string, { clock }: { clock: Clock }): boolean {
  return clock.now().getTime() >= endOf(month) + openMilliseconds + settleMilliseconds;
}

/** The latest month that gets no more items, and of which every item is written. */
export function lastSettledMonth(services: { clock: Clock }): string {
  let month = monthOf(services.clock.now());
  while (!isSettled(month, services)) month = previousMonth(month);
  return month;
}

function previousMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return monthOf(new Date(Date.UTC(year, number - 2, 1)));
}

/** The months from the first to the last, both included; none if the first is later. */
export function* monthsFrom(first: string, last: string): Generator<string> {
  for (let month = first; month <= last; month = nextMonth(month)) yield month;
}
