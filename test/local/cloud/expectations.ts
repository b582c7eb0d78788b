import { expect } from 'vitest';
import type { clientsOf } from './clients.ts';

export type Clients = ReturnType<typeof clientsOf>;

/** A thing that is written: how to see what it is now. `undefined` is gone. */
export interface Subject {
  name: string;
  read(clients: Clients): Promise<unknown>;
}

/** What was acknowledged, and so must be there; and what was not, and so may be or not. */
export class Expectations {
  readonly #known = new Map<string, { subject: Subject; state: unknown }>();
  readonly #uncertain = new Map<string, Subject>();
  #waiting: { count: number; resolve: () => void } | undefined;
  acknowledged = 0;

  /** Does a write: until it is acknowledged the subject may be in its old state or the new one. */
  async write(subject: Subject, act: () => Promise<unknown>): Promise<void> {
    this.#uncertain.set(subject.name, subject);
    const state = await act();
    this.#uncertain.delete(subject.name);
    this.#known.set(subject.name, { subject, state });
    this.acknowledged++;
    if (this.#waiting && this.acknowledged >= this.#waiting.count) this.#waiting.resolve();
  }

  /** Waits until so many writes were acknowledged in all. */
  reach(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = { count, resolve };
    });
  }

  async check(clients: Clients): Promise<void> {
    for (const { subject, state } of this.#known.values()) {
      if (this.#uncertain.has(subject.name)) continue;
      expect({ [subject.name]: await subject.read(clients) }).toEqual({ [subject.name]: state });
    }
    // From now on they are what they are.
    for (const subject of this.#uncertain.values())
      this.#known.set(subject.name, { subject, state: await subject.read(clients) });
    this.#uncertain.clear();
  }

  summary(): string {
    const gone = [...this.#known.values()].filter(({ state }) => state === undefined).length;
    return `${this.acknowledged} writes acknowledged; ${this.#known.size} things, ${gone} of them gone`;
  }
}
