import { v7, validate, version } from 'uuid';
import type { JobServices } from './services.ts';

/** A new job id: UUIDv7 (RFC 9562 §5.7), which sorts by and contains the creation time. */
export function newJobId({ clock, random }: Pick<JobServices, 'clock' | 'random'>): string {
  return v7({ msecs: clock.now().getTime(), random: random.bytes(16) });
}

/** The creation time in a job id, in ms since the epoch; `undefined` if it is not a job id. */
export function timestampOf(id: string): number | undefined {
  if (!validate(id) || version(id) !== 7 || id !== id.toLowerCase()) return undefined;
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** The smallest id of a moment: older jobs sort before it, younger ones after it. */
export function firstIdAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
