import { intervalAt } from './interval.ts';

/**
 * Maximum age of the end of a key, in seconds. Phones keep what they received for 14 days and ignore older keys. The fifteenth
 * day is for a key that began 14 days before the publish, and lasts for a day. The established publish API has the same limit.
 */
export const maximumAge = 15 * 86_400;

/**
 * Whether a key ended so long ago that it is not published, exported, or valid in an export file. What counts is the end of
 * the key, so its start may be up to 16 days ago.
 * @param end the interval at which the key ends
 * @param at Unix seconds: the receipt of a publish, or the start of a window, before which none of its keys was received
 */
export const isTooOld = (end: number, at: number): boolean => end < intervalAt(at - maximumAge);
