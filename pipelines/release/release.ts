/** The two deployment slots of an app. */
export type Slot = 'staging' | 'production';

/** The apps of a landscape, and what a release does with their slots. */
export interface Slots<App> {
  /** In the order of the swap. */
  apps: readonly App[];
  /** The name of an app in messages. */
  nameOf: (app: App) => string;
  /** Starts the new version in the staging slot. */
  stage: (app: App) => Promise<void>;
  /** Tests one slot of all apps: ready, the expected package, the smoke test. @throws Error if a test fails */
  test: (slot: Slot) => Promise<void>;
  /** Exchanges the versions of the two slots. Both versions run meanwhile. If it throws, nothing was exchanged. */
  swap: (app: App) => Promise<void>;
}

/**
 * Releases a version without downtime: starts it in the staging slots, tests it there, swaps the slots, and tests it again. If the
 * swap or the last test fails, swaps back what was swapped.
 * @throws Error that states which version is in production
 */
export async function release<App>(slots: Slots<App>, log: (line: string) => void): Promise<void> {
  const { apps, nameOf } = slots;
  try {
    await Promise.all(
      apps.map(async (app) => {
        await slots.stage(app);
        log(`${nameOf(app)}: the new version starts in the staging slot.`);
      }),
    );
    await slots.test('staging');
  } catch (cause) {
    throw new Error(`${messageOf(cause)} Nothing was swapped: the former version stays in production.`, {
      cause,
    });
  }
  log('The new version passed the tests in the staging slots.');

  const swapped: App[] = [];
  try {
    for (const app of apps) {
      await slots.swap(app);
      swapped.push(app);
      log(`${nameOf(app)}: swapped.`);
    }
    await slots.test('production');
  } catch (cause) {
    const message = messageOf(cause);
    log(`${message} Swapping back.`);
    await swapBack(swapped, slots, log, message);
    throw new Error(`${message} The slots were swapped back: the former version is in production.`, {
      cause,
    });
  }
  log('The new version is in production.');
}

/**
 * Returns to the version in the staging slots, which was in production before the last release, and tests it before and after.
 * @throws Error if a swap or a test fails
 */
export async function rollBack<App>(slots: Slots<App>, log: (line: string) => void): Promise<void> {
  // After a release that failed in the staging slots, they hold its version.
  await slots.test('staging');
  await swapBack(slots.apps, slots, log, 'The rollback is incomplete.');
  await slots.test('production');
  log('The former version is in production.');
}

/** In reverse order: the receivers of messages are swapped before their senders, and swapped back after them. */
async function swapBack<App>(
  apps: readonly App[],
  { swap, nameOf }: Slots<App>,
  log: (line: string) => void,
  reason: string,
): Promise<void> {
  const failures: Error[] = [];
  for (const app of apps.toReversed())
    try {
      await swap(app);
      log(`${nameOf(app)}: swapped back.`);
    } catch (error) {
      failures.push(new Error(`${nameOf(app)}: ${messageOf(error)}`, { cause: error }));
    }
  if (failures.length > 0)
    throw new AggregateError(
      failures,
      `${reason} These apps could not be swapped back and still run the new version: ${failures.map(messageOf).join(' ')}`,
    );
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
