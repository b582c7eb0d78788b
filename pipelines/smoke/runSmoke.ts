import type { SmokeCheck, SmokeResult, SmokeTarget } from './check.ts';
import { converts } from './conversion.ts';
import { exportsKeys } from './exposure.ts';
import { isReady, respondsInTime } from './responses.ts';

/** In order: an app that does not respond cannot convert. */
const checks: readonly SmokeCheck[] = [
  isReady,
  respondsInTime,
  converts('letter.docx', 'A document is converted: the queue of jobs and LibreOffice work.'),
  converts('page.html', 'A page is converted: the queue of pages and Chromium work.'),
  exportsKeys,
];

/** Runs the smoke test, and ends at the first check that fails. @param report receives each result as it is known */
export async function runSmoke(target: SmokeTarget, report: (result: SmokeResult) => void): Promise<boolean> {
  for (const { name, run, skipped } of checks) {
    const reason = skipped?.(target);
    if (reason !== undefined) {
      report({ name, outcome: 'skipped', detail: reason, seconds: 0 });
      continue;
    }
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1000;
    try {
      const detail = await run(target);
      report({ name, outcome: 'passed', detail, seconds: seconds() });
    } catch (error) {
      report({ name, outcome: 'failed', detail: (error as Error).message, seconds: seconds() });
      return false;
    }
  }
  return true;
}
