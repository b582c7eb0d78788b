import type { Configuration } from '../../configuration.ts';
import { type Window, windowAt } from '../window.ts';
import { retentionSeconds } from './manifest.ts';

type Settings = Pick<Configuration, 'exportPeriods' | 'settleSeconds'>;

/**
 * The windows that must have an export: closed, settled, and within the retention time. Ascending by start.
 * @param now Unix seconds
 */
export function dueWindows(now: number, { exportPeriods, settleSeconds }: Settings): Window[] {
  const windows: Window[] = [];
  let window = windowAt(now - retentionSeconds, exportPeriods);
  for (; window.end + settleSeconds <= now; window = windowAt(window.end, exportPeriods))
    if (isKept(window, now)) windows.push(window);
  return windows;
}

/** Whether the export of a window is within the retention time. */
export const isKept = ({ end }: Pick<Window, 'end'>, now: number): boolean => end > now - retentionSeconds;
