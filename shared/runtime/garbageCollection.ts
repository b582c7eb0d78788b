import { setFlagsFromString } from 'node:v8';

/** The heap, and the buffers outside of it, double between two full garbage collections. */
export const growth = '--heap-growing-percent=100';

/**
 * Reduces the number of full garbage collections.
 *
 * V8 derives the growth from the rate at which the program allocates on the heap. Files are buffers outside of the heap: they
 * count as growth and not in the rate, so V8 chooses the least growth, 8 MB. With files of 500 kB every job then causes a
 * full collection, which takes up to half of the CPU time of the app.
 */
export function collectLessOften(): void {
  setFlagsFromString(growth);
}
