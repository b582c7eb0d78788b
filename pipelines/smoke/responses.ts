import { request, requestOk } from '../request.ts';
import { runningAt } from '../running.ts';
import type { SmokeCheck } from './check.ts';
import { until } from './until.ts';

export const isReady: SmokeCheck = {
  name: 'The app is ready: it reaches its storage, its database and its vault.',
  run: async ({ url, patienceSeconds }) => {
    await until(patienceSeconds, `${url}/health/ready is not ready`, async () => {
      const response = await request(`${url}/health/ready`);
      if (response.ok) return true;
      throw new Error(`status ${response.status}: ${(await response.text()).slice(0, 500)}`);
    });
    const { version, role, digest } = await runningAt(url);
    return `${role} ${version}${digest ? `, digest ${digest.slice(0, 12)}…` : ', from its sources'}`;
  },
};

const requests = 11;

/** Without it, a version that converts everything, but slowly, would go live. */
export const respondsInTime: SmokeCheck = {
  name: 'The app responds in time.',
  run: async ({ url, slowestSeconds }) => {
    const taken: number[] = [];
    for (let count = 0; count < requests; count++) {
      const start = performance.now();
      await (await requestOk(`${url}/version`)).arrayBuffer();
      taken.push((performance.now() - start) / 1000);
      // The median can no longer be within the limit.
      if (taken.filter((each) => each > slowestSeconds).length * 2 > requests) break;
    }
    const median = taken.toSorted((a, b) => a - b)[taken.length >> 1] ?? 0;
    if (median > slowestSeconds)
      throw new Error(
        `The median of ${taken.length} responses is ${median.toFixed(1)} s; the limit is ${slowestSeconds} s.`,
      );
    return `median ${Math.round(median * 1000)} ms`;
  },
};
