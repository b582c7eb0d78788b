import { setTimeout } from 'node:timers/promises';

/** Waiting, as a service, so that a test need not. */
export type Sleep = (milliseconds: number) => Promise<void>;

export const systemSleep: Sleep = (milliseconds) => setTimeout(milliseconds);
