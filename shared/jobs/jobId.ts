import { v7, validate, version } from 'uuid';
import type { Services } from '../services.ts';

const millisecondsADay = 86_400_000;

/** A new job id: UUIDv7 (RFC 9562 §5.7), so that ids sort by age and tell it. */
export function newJobId({ clock, random }: Pick<Services, 'clock' | 'random'>): string {
  return v7({ msecs: clock.now().getTime(), random: random.bytes(16) });
}

/** When a job was made, in ms since the epoch. @returns `undefined` for what is not a job id. */
export function madeAt(id: string): number | undefined {
  if (!validate(id) || version(id) !== 7 || id !== id.toLowerCase()) return undefined;
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** The smallest id of a moment: every older job sorts before it, every younger one behind it. */
export function firstIdAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** The moment before which everything has outlived its retention. */
export function retentionStart({ clock, config }: Pick<Services, 'clock' | 'config'>): Date {
  return new Date(clock.now().getTime() - config.retentionDays * millisecondsADay);
}
