import { attestation } from './attestation.ts';
import { authentication } from './authentication.ts';
import { coldStart } from './coldStart.ts';
import { engines } from './engines.ts';
import { exports } from './exports.ts';
import { fairness } from './fairness.ts';
import { jobs } from './jobs.ts';
import { latency } from './latency.ts';
import { memory } from './memory.ts';
import { packages } from './packages.ts';
import { page } from './page.ts';
import { pages } from './pages.ts';
import { publish } from './publish.ts';
import { requests } from './requests.ts';
import type { Benchmark } from './row.ts';
import { starts } from './starts.ts';
import { startUp } from './startUp.ts';
import { toolbox } from './toolbox.ts';

/** All benchmarks by name. */
export const benchmarks: Record<string, () => Promise<Benchmark>> = {
  attestation,
  authentication,
  coldStart,
  engines,
  exports,
  fairness,
  jobs,
  latency,
  memory,
  page,
  packages,
  pages,
  publish,
  requests,
  startUp,
  starts,
  toolbox,
};
