import { expect } from 'vitest';
import type { clientsOf } from './clients.ts';

export type Clients = ReturnType<typeof clientsOf>;

/** An object that is written, and how to read its current state. `undefined` means deleted. */
export interface Subject {
  name: string;
  read(clients: Clients): Promise<unknown>;
}

/** The states of acknowledged writes, which must exist, and of unacknowledged writes, which may exist. */
export class Expectations {
  readonly #acknowledgedStates = new Map<string, { subject: Subject; state: unknown }>();
  readonly #uncertain = new Map<string, Subject>();
  #waiting: { count: number; resolve: () => void } | undefined;
  acknowledged = 0;

  /** Runs a write. Until it is acknowledged, the subject may be in its old or new state. */
  async write(subject: Subject, act: () => Promise<unknown>): Promise<void> {
    this.#uncertain.set(subject.name, subject);
    const state = await act();
    this.#uncertain.delete(subject.name);
    this.#acknowledgedStates.set(subject.name, { subject, state });
    this.acknowledged++;
    if (this.#waiting && this.acknowledged >= this.#waiting.count) this.#waiting.resolve();
  }

  /** Waits until `count` writes have been acknowledged. */
  reach(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = { count, resolve };
    });
  }

  async check(clients: Clients): Promise<void> {
    for (const { subject, state } of this.#acknowledgedStates.values()) {
      if (this.#uncertain.has(subject.name)) continue;
      expect({ [subject.name]: await subject.read(clients) }).toEqual({ [subject.name]: state });
    }
    // Their current state is the expected state from now on.
    for (const subject of this.#uncertain.values())
      this.#acknowledgedStates.set(subject.name, { subject, state: await subject.read(clients) });
    this.#uncertain.clear();
  }

  summary(): string {
    const deleted = [...this.#acknowledgedStates.values()].filter(({ state }) => state === undefined).length;
    return `${this.acknowledged} writes acknowledged; ${this.#acknowledgedStates.size} objects, ${deleted} of them deleted`;
  }
}
