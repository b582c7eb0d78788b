import { RecentEntries } from '../../recentEntries.ts';
import type { Counter, CounterAddress } from './counter.ts';

/** Counters that an instance remembers. */
const maximumEntries = 10_000;

/** The API calls of this instance that a counter does not have yet. */
export interface PendingCalls {
  /** The counter as last read, with the calls of other instances. */
  counter?: Counter | undefined;
  count: number;
  /** When they were last added to the counter, in ms since the epoch. */
  writtenAt: number;
}

/** The pending calls of each counter. */
export class PendingCallsByCounter {
  readonly #entries = new RecentEntries<PendingCalls>(maximumEntries);

  of({ partition }: CounterAddress): PendingCalls {
    return this.#entries.of(partition.join(), () => ({ count: 0, writtenAt: Number.NEGATIVE_INFINITY }));
  }
}
