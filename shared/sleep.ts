import { setTimeout } from 'node:timers/promises';

/** Waits, injected so that tests do not have to. */
export type Sleep = (milliseconds: number) => Promise<void>;

export const systemSleep: Sleep = (milliseconds) => setTimeout(milliseconds);
