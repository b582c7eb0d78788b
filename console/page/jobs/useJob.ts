import { queryOptions, useQuery } from '@tanstack/react-query';
import { succeeded } from '../../../client/src/index.ts';
import { client, type Job } from '../session/client.ts';

const ended: readonly Job['status'][] = ['succeeded', 'failed', 'cancelled'];

export const hasEnded = (job: Job | undefined): boolean => job !== undefined && ended.includes(job.status);

/** Of six connections that a browser has to a server over HTTP/1.1, the requests that wait for jobs take at most these. */
const mostWaiting = 2;
let waiting = 0;
/** Milliseconds between the requests of a job for which no request can wait. */
const pollInterval = 1500;

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['job', id],
    queryFn: async ({ signal, client: queries }): Promise<Job> => {
      // The first request does not wait, so that the page shows the job at once.
      const known = queries.getQueryData<Job>(['job', id]);
      const wait = known && waiting < mostWaiting ? 20 : 0;
      if (wait > 0) waiting++;
      try {
        const query = { params: { path: { id }, query: { wait } }, signal };
        return (await succeeded(client.api.GET('/v1/jobs/{id}', query))).data;
      } finally {
        if (wait > 0) waiting--;
      }
    },
    staleTime: ({ state }) => (hasEnded(state.data) ? Number.POSITIVE_INFINITY : 0),
    refetchInterval: ({ state }) =>
      hasEnded(state.data) || state.error ? false : waiting < mostWaiting ? 1 : pollInterval,
  });

/** A job of this browser, followed until it ends. */
export const useJob = (id: string) => useQuery(jobQuery(id));
