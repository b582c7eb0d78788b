import { reloadingPerServices } from '../async/reloading.ts';
import { measure } from '../jobs/submission/pressure.ts';
import type { Services } from '../services.ts';

/** The last check of a dependency. */
interface Check {
  name: string;
  ready: boolean;
  milliseconds: number;
  /** Why it is not ready. */
  reason?: string;
  /** Additional figures, for operators. */
  details?: Record<string, number>;
}

export interface Readiness {
  ready: boolean;
  checks: Check[];
  checkedAt: string;
}

/** Checks one dependency. @returns additional figures, for operators @throws Error with the reason if it is not ready */
type Probe =
  | ((services: Services) => Promise<void>)
  | ((services: Services) => Promise<Record<string, number>>);

/** The dependencies of every role. */
const probes = new Map<string, Probe>([
  ['cosmos', ({ cosmos }) => cosmos.ping()],
  ['blobs', ({ blobs }) => blobs.ping()],
  [
    'queues',
    async (services) => {
      await services.queues.ping();
      const { jobs, 'browser-jobs': browserJobs } = await measure(services);
      return {
        depth: jobs.depth,
        oldestSeconds: jobs.oldestSeconds,
        browserDepth: browserJobs.depth,
        browserOldestSeconds: browserJobs.oldestSeconds,
      };
    },
  ],
  ['vault', ({ vault }) => vault.ping()],
  ['space', async ({ storageSpace }) => storageSpace.check()],
]);

/** Adds a dependency that only some roles have. @throws Error if the name is taken */
export function registerProbe(name: string, probe: Probe): void {
  if (probes.has(name)) throw new Error(`Two readiness probes are named ${name}.`);
  probes.set(name, probe);
}

const timeoutMilliseconds = 5_000;

/** The readiness of every dependency, checked at most every 10 s for all callers. */
export const readiness = reloadingPerServices(checkAll, { seconds: 10 });

async function checkAll(services: Services): Promise<Readiness> {
  const checks = await Promise.all([...probes].map(([name, probe]) => check(name, probe, services)));
  return {
    ready: checks.every(({ ready }) => ready),
    checks,
    checkedAt: services.clock.now().toISOString(),
  };
}

async function check(name: string, probe: Probe, services: Services): Promise<Check> {
  const start = performance.now();
  const elapsed = () => Math.round(performance.now() - start);
  let timer: NodeJS.Timeout | undefined;
  try {
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error('The check timed out after 5 seconds.')),
        timeoutMilliseconds,
      );
    });
    const details = await Promise.race([probe(services), timeout]);
    return { name, ready: true, milliseconds: elapsed(), ...(typeof details === 'object' && { details }) };
  } catch (error) {
    services.log.warn('A dependency is not ready.', { dependency: name, error });
    const reason = error instanceof Error ? error.message : String(error);
    return { name, ready: false, milliseconds: elapsed(), reason };
  } finally {
    clearTimeout(timer);
  }
}
