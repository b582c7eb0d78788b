import type { Configuration } from '../../configuration.ts';
import type { Region } from '../region.ts';
import { type Window, windowAt } from '../window.ts';
import { retentionSeconds } from './manifest.ts';

type Settings = Pick<Configuration, 'exportPeriods' | 'settleSeconds'>;

/**
 * The windows that must have an export: closed, settled, and within the retention time. Ascending by start.
 * @param now Unix seconds
 */
export function dueWindows(now: number, settings: Settings): Window[] {
  return keptWindows(now, settings).filter((window) => isSettled(window, now, settings));
}

/**
 * The windows of a region that an operator can export: the due ones, and in a region for trials also the current one and those
 * that have not settled.
 */
export function exportableWindows(
  { trial }: Pick<Region, 'trial'>,
  now: number,
  settings: Settings,
): Window[] {
  return trial ? keptWindows(now, settings) : dueWindows(now, settings);
}

/** Whether no more keys can be published to a window. */
export const isSettled = (
  { end }: Pick<Window, 'end'>,
  now: number,
  { settleSeconds }: Pick<Settings, 'settleSeconds'>,
): boolean => end + settleSeconds <= now;

/** The windows within the retention time, up to the current one. */
function keptWindows(now: number, { exportPeriods }: Settings): Window[] {
  const windows: Window[] = [];
  let window = windowAt(now - retentionSeconds, exportPeriods);
  for (; window.start <= now; window = windowAt(window.end, exportPeriods))
    if (isKept(window, now)) windows.push(window);
  return windows;
}

/** Whether the export of a window is within the retention time. */
export const isKept = ({ end }: Pick<Window, 'end'>, now: number): boolean => end > now - retentionSeconds;
