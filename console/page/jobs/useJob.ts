import { queryOptions, useQuery } from '@tanstack/react-query';
import { succeeded } from '../../../client/src/index.ts';
import { pause } from '../../../client/src/pause.ts';
import { client, type Job } from '../session/client.ts';

const ended: readonly Job['status'][] = ['succeeded', 'failed', 'cancelled'];

export const hasEnded = (job: Job | undefined): boolean => job !== undefined && ended.includes(job.status);

/** Of the six connections that a browser has to a server over HTTP/1.1, requests that wait for jobs take at most these. */
const mostWaiting = 2;
let waiting = 0;
/** Milliseconds between the requests for a job while no request can wait for it. */
const pollInterval = 1500;

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['job', id],
    queryFn: ({ signal, client: queries }) =>
      follow(id, (job) => queries.setQueryData(['job', id], job), signal),
    staleTime: ({ state }) => (hasEnded(state.data) ? Number.POSITIVE_INFINITY : 0),
  });

/** A job of this browser, followed until it ends. */
export const useJob = (id: string) => useQuery(jobQuery(id));

/** @returns the job when it has ended. @param onChange receives it before */
async function follow(id: string, onChange: (job: Job) => void, signal: AbortSignal): Promise<Job> {
  // The first request does not wait, so that the page shows the job at once.
  for (let seconds = 0; ; ) {
    const asked = performance.now();
    const job = await read(id, seconds, signal);
    if (hasEnded(job)) return job;
    onChange(job);
    // An app with too many waiting requests responds at once.
    const hasWaited = performance.now() - asked > pollInterval;
    const isFirst = seconds === 0;
    seconds = waiting < mostWaiting ? 20 : 0;
    if (seconds === 0 || !(isFirst || hasWaited)) await pause(pollInterval, signal);
  }
}

async function read(id: string, seconds: number, signal: AbortSignal): Promise<Job> {
  const isWaiting = seconds > 0;
  if (isWaiting) waiting++;
  try {
    const query = { params: { path: { id }, query: { wait: seconds } }, signal };
    return (await succeeded(client.api.GET('/v1/jobs/{id}', query))).data;
  } finally {
    if (isWaiting) waiting--;
  }
}
