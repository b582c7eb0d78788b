import type { Release } from '../../build/release.ts';
import { request } from '../request.ts';
import { differenceOf, runningAt } from '../running.ts';
import type { SmokeResult, SmokeTarget } from '../smoke/check.ts';
import { printResult } from '../smoke/printResult.ts';
import { runSmoke } from '../smoke/runSmoke.ts';
import { until } from '../smoke/until.ts';

/** What a test of a slot needs besides its addresses. */
export type SlotSecrets = Omit<SmokeTarget, 'url' | 'adminUrl'>;

/**
 * Tests a slot: waits until the app of each role is ready and runs the package of the release, then runs the smoke test.
 * @param urls of the apps, by role
 * @param release undefined accepts any package
 * @throws Error with the first failure
 */
export async function testSlot(
  urls: Record<string, string> & Record<'api' | 'admin', string>,
  release: Release | undefined,
  secrets: SlotSecrets,
): Promise<void> {
  const { patienceSeconds } = secrets;
  await Promise.all(
    Object.values(urls).map((url) =>
      until(patienceSeconds, `${url} is not ready`, async () => {
        // During a restart the former package may still respond.
        const difference = release && differenceOf(await runningAt(url), release);
        if (difference) throw new Error(difference);
        const response = await request(`${url}/health/ready`);
        if (!response.ok)
          throw new Error(`status ${response.status}: ${(await response.text()).slice(0, 500)}`);
        return true;
      }),
    ),
  );
  let last: SmokeResult | undefined;
  const passed = await runSmoke({ ...secrets, url: urls.api, adminUrl: urls.admin }, (result) => {
    printResult(result);
    last = result;
  });
  if (!passed) throw new Error(`The smoke test failed: ${last?.name} ${last?.detail}`);
}
