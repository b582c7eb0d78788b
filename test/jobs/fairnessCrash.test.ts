import { beforeAll, describe, expect, test } from 'vitest';
import { ConveyorError } from '../../shared/errors.ts';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { reconcileCounters } from '../../shared/jobs/fairness/reconcileCounters.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { isTerminal } from '../../shared/jobs/states.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { reconcile } from '../../shared/jobs/upkeep/reconcile.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';
import { handleJobPoison } from '../../shared/jobs/work/handleJobPoison.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { windowKey } from '../../shared/tenancy/quotas/windows.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { crashing } from '../harness/crash.ts';
import { clearQueues, counterFor, jobsOf, recordingMessages } from '../harness/fairness.ts';
import { messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { quota, usedBy } from '../harness/quotas.ts';
import { selectCrashPoints } from '../harness/selectCrashPoints.ts';
import { type TestServices, testServices } from '../harness/services.ts';

// A process dies before or after each call of storage or Cosmos DB. Whatever it did, each job ends, the cap holds, and in
// the end nothing is counted.

const cap = 2;

let services: TestServices;
let sent: string[];
beforeAll(async () => {
  ({ services, sent } = recordingMessages(
    await testServices({ RUNNING_JOBS_PER_CALLER: String(cap), RECONCILE_SECONDS: '300' }),
  ));
  const quotas = [quota('submitted_jobs', 99, 'year'), quota('converted_pages', 99, 'year')];
  await services.tiers.create({ id: 'default', name: 'Default', quotas });
});

/** The state before a crash: the services, a caller and its jobs, of which the first two are not held. */
interface Scene {
  services: TestServices;
  caller: TenantCaller;
  jobs: JobRecord[];
}

interface Scenario {
  what: string;
  /** The number of jobs before. */
  jobs: number;
  /** What the process does when it dies. */
  act: (scene: Scene) => Promise<unknown>;
  /** Prepares the state further. */
  before?: (scene: Scene) => Promise<unknown>;
  /** The number of jobs in the end: exactly, or from the first to the second number. */
  left: number | [from: number, to: number];
}

const run = (services: TestServices, job: JobRecord | undefined) =>
  work(messageOf(job as JobRecord), converterThat(converts), services);
const submitOne = ({ services, caller }: Omit<Scene, 'jobs'>, idempotencyKey?: string) =>
  submit({ caller, files: [page], steps: toPdf, idempotencyKey }, services);

const unavailable = converterThat(() => Promise.reject(new ConveyorError('unavailable')));

const scenarios: Scenario[] = [
  { what: 'a submission', jobs: 0, act: submitOne, left: [0, 1] },
  { what: 'a submission above the cap', jobs: 2, act: submitOne, left: [2, 3] },
  { what: 'a submission that waits behind others', jobs: 3, act: submitOne, left: [3, 4] },
  { what: 'the end of a job', jobs: 4, act: ({ services, jobs }) => run(services, jobs[0]), left: 4 },
  {
    what: 'the end of two jobs at once',
    jobs: 5,
    act: ({ services, jobs }) => Promise.all([run(services, jobs[0]), run(services, jobs[1])]),
    left: 5,
  },
  {
    what: 'the cancellation of a sent job',
    jobs: 4,
    act: ({ services, jobs, caller }) => cancel(jobs[0]?.id ?? '', caller, services),
    left: 4,
  },
  {
    what: 'the cancellation of a held job',
    jobs: 4,
    act: ({ services, jobs, caller }) => cancel(jobs[2]?.id ?? '', caller, services),
    left: 4,
  },
  {
    what: 'the deletion of a held job',
    jobs: 4,
    act: ({ services, jobs, caller }) => remove(jobs[2]?.id ?? '', caller, services),
    left: [3, 4],
  },
  {
    what: 'the last attempt',
    jobs: 3,
    before: ({ services, jobs }) => {
      const id = jobs[0]?.id ?? '';
      return services.jobs.patch(['default', id], id, [{ op: 'set', path: '/attempt', value: 5 }]);
    },
    act: ({ services, jobs }) => handleJobPoison(messageOf(jobs[0] as JobRecord), services),
    left: 3,
  },
  {
    what: 'the postponement of a job',
    jobs: 4,
    act: ({ services, jobs }) => work(messageOf(jobs[0] as JobRecord), unavailable, services),
    left: 4,
  },
  {
    what: 'the arrival of a postponed job for which there is a place',
    jobs: 1,
    before: ({ services, jobs }) => work(messageOf(jobs[0] as JobRecord), unavailable, services),
    act: ({ services, jobs }) => run(services, jobs[0]),
    left: 1,
  },
  {
    what: 'the arrival of a postponed job for which there is no place',
    jobs: 4,
    before: ({ services, jobs }) => work(messageOf(jobs[0] as JobRecord), unavailable, services),
    act: ({ services, jobs }) => run(services, jobs[0]),
    left: 4,
  },
  {
    what: 'the reconciliation of a wrong count, a lost place and a lost successor',
    jobs: 5,
    before: async (scene) => {
      // The jobs ended, and the process died before it gave back their places.
      for (const { id } of scene.jobs.slice(0, 2))
        await scene.services.jobs.patch(['default', id], id, [
          { op: 'set', path: '/status', value: 'failed' },
        ]);
      const { organisationId, callerId } = scene.caller;
      // Four submissions died after they were counted.
      const submitted = windowKey({ metric: 'submitted_jobs', period: 'year' }, services.clock.now());
      const wrong = [
        { op: 'set' as const, path: '/held', value: 7 },
        { op: 'incr' as const, path: `/used/${submitted}`, value: 4 },
      ];
      await scene.services.counters.patch([organisationId, callerId], callerId, wrong);
      services.clock.advance({ minutes: 6 });
    },
    act: ({ services }) => reconcileCounters(services),
    left: 5,
  },
];

/** Submits the jobs of a scenario for a new caller. */
async function sceneOf({ jobs: count, before }: Scenario): Promise<Scene> {
  const caller = newDevice();
  const jobs: JobRecord[] = [];
  while (jobs.length < count) {
    services.clock.advance({ seconds: 1 });
    jobs.push(await submitOne({ services, caller }));
  }
  const scene = { services, caller, jobs };
  await before?.(scene);
  return scene;
}

/** Runs the act of a scenario with services that die at a point. @returns the number of points that it passed */
async function crashAt(point: number, { act }: Scenario, scene: Scene): Promise<number> {
  const { wrap, passed } = crashing(point);
  const dying = {
    ...services,
    jobs: wrap(services.jobs),
    counters: wrap(services.counters),
    idempotency: wrap(services.idempotency),
    blobs: wrap(services.blobs),
    queues: wrap(services.queues),
  };
  await act({ ...scene, services: dying }).catch(() => undefined);
  return passed();
}

/** Delivers messages and reconciles, as workers and the timer do, until all jobs have ended. */
async function settle(caller: TenantCaller): Promise<JobRecord[]> {
  for (let round = 0; round < 10; round++) {
    services.clock.advance({ minutes: 6 });
    await reconcile(services);
    await reconcileCounters(services);
    const jobs = await jobsOf(caller, services);
    const active = jobs.filter(({ status, held }) => !isTerminal(status) && !held);
    expect(active.filter(({ placeless }) => !placeless).length).toBeLessThanOrEqual(cap);
    if (jobs.every(({ status }) => isTerminal(status)) && round > 0) return jobs;
    const messages = new Set(sent.splice(0));
    await clearQueues(services);
    for (const job of active) if (messages.has(job.id)) await run(services, job);
  }
  throw new Error(`Jobs did not end: ${JSON.stringify(await jobsOf(caller, services))}`);
}

const pointsOf = (count: number) => Array.from({ length: count }, (_, point) => point);

describe.each(scenarios)('a process that dies during $what', (scenario) => {
  test('leaves jobs that all end, and no wrong count', async () => {
    const points = await crashAt(Number.POSITIVE_INFINITY, scenario, await sceneOf(scenario));
    expect(points).toBeGreaterThan(2);
    for (const point of selectCrashPoints(pointsOf(points))) {
      const scene = await sceneOf(scenario);
      await crashAt(point, scenario, scene);
      const jobs = await settle(scene.caller);
      const [from, to] = [scenario.left].flat();
      expect(jobs.length, `point ${point}`).toBeGreaterThanOrEqual(from ?? 0);
      expect(jobs.length, `point ${point}`).toBeLessThanOrEqual(to ?? from ?? 0);
      const counter = await counterFor(scene.caller, services);
      expect(counter, `point ${point}`).toEqual({ count: 0, held: 0, sent: [] });
      const { 'submitted_jobs:year': submitted = 0, 'converted_pages:year': pages = 0 } = await usedBy(
        scene.caller,
        services,
      );
      const succeeded = jobs.filter(({ status }) => status === 'succeeded').length;
      // A deleted job stays counted.
      expect([submitted, pages], `point ${point}`).toEqual([Math.max(scenario.jobs, jobs.length), succeeded]);
    }
  });
});

test('a submission that died is repeated with its Idempotency-Key, as one job', async () => {
  for (const count of [0, 2]) {
    const scenario: Scenario = {
      what: 'a submission with a key',
      jobs: count,
      act: (scene) => submitOne(scene, 'key'),
      left: count + 1,
    };
    const points = await crashAt(Number.POSITIVE_INFINITY, scenario, await sceneOf(scenario));
    for (const point of selectCrashPoints(pointsOf(points))) {
      const scene = await sceneOf(scenario);
      await crashAt(point, scenario, scene);
      await scenario.act(scene);
      expect(await settle(scene.caller), `point ${point}`).toHaveLength(count + 1);
      expect(await counterFor(scene.caller, services)).toEqual({ count: 0, held: 0, sent: [] });
    }
  }
});
