import { measure } from '../jobs/pressure.ts';
import { reloadingPerServices } from '../reloading.ts';
import type { Services } from '../services.ts';

/** How a dependency was last seen. */
export interface Check {
  name: string;
  ready: boolean;
  milliseconds: number;
  /** Why it is not ready. */
  reason?: string;
  /** Further numbers, for operators. */
  details?: Record<string, number>;
}

export interface Readiness {
  ready: boolean;
  checks: Check[];
  checkedAt: string;
}

/** Looks at one dependency. @returns further numbers, for operators @throws Error that says why it is not ready */
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
      return { ...(await measure(services)) };
    },
  ],
  ['vault', ({ vault }) => vault.ping()],
]);

/** Adds a dependency that only some roles have. @throws Error if there is one of this name */
export function registerProbe(name: string, probe: Probe): void {
  if (probes.has(name)) throw new Error(`There are two readiness probes named ${name}.`);
  probes.set(name, probe);
}

const patienceMilliseconds = 5_000;

/** Whether every dependency can be reached; asked at most every 10 s, however many ask. */
export const readiness = reloadingPerServices(ask, { seconds: 10 });

async function ask(services: Services): Promise<Readiness> {
  const checks = await Promise.all([...probes].map(([name, probe]) => check(name, probe, services)));
  return {
    ready: checks.every(({ ready }) => ready),
    checks,
    checkedAt: services.clock.now().toISOString(),
  };
}

async function check(name: string, probe: Probe, services: Services): Promise<Check> {
  const began = performance.now();
  const passed = () => Math.round(performance.now() - began);
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('No answer in 5 seconds.')), patienceMilliseconds);
    });
    const details = await Promise.race([probe(services), late]);
    return { name, ready: true, milliseconds: passed(), ...(typeof details === 'object' && { details }) };
  } catch (error) {
    services.log.warn('A dependency is not ready.', { dependency: name, error });
    const reason = error instanceof Error ? error.message : String(error);
    return { name, ready: false, milliseconds: passed(), reason };
  } finally {
    clearTimeout(timer);
  }
}
