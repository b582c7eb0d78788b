import { setTimeout as sleep } from 'node:timers/promises';

/** The first pause, which doubles up to the longest one. */
const pauseMilliseconds = { first: 100, longest: 2000 };

/**
 * Repeats an attempt until it returns a value.
 * @param attempt returns `undefined` for "not yet"; an error also counts as "not yet"
 * @throws Error that states what was awaited, and the last error
 */
export async function until<T>(
  seconds: number,
  awaited: string,
  attempt: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (let pause = pauseMilliseconds.first; ; pause = Math.min(2 * pause, pauseMilliseconds.longest)) {
    let failure = '';
    try {
      const value = await attempt();
      if (value !== undefined) return value;
    } catch (error) {
      failure = ` The last attempt failed: ${(error as Error).message}`;
    }
    if (performance.now() > deadline) throw new Error(`${awaited} within ${seconds} s.${failure}`);
    await sleep(pause);
  }
}
