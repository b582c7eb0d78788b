import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { type Result, results } from '../../shared/jobs/results/result.ts';
import { resultErrors, waitQuery } from '../../shared/jobs/results/resultAnswer.ts';
import { resultPath } from '../../shared/jobs/view.ts';

const resultView = z
  .object({
    name: z.string(),
    contentType: z.string(),
    size: z.int().describe('Bytes.'),
    url: z.string().describe('Path of the file on this host.'),
    etag: z.string().describe('Strong ETag; a result never changes.'),
  })
  .meta({ id: 'Result' });

export const listResults = endpoint({
  name: 'listResults',
  method: 'GET',
  route: 'v1/jobs/{id}/results',
  summary: 'List the result files of a job',
  tag: 'jobs',
  auth: callersWith('jobs:read'),
  params: z.object({ id: z.string() }),
  query: waitQuery,
  responses: {
    200: {
      description: 'The files, and their ZIP if there are several.',
      body: z
        .object({ results: z.array(resultView), archive: resultView.optional() })
        .meta({ id: 'ResultList' }),
    },
  },
  errors: resultErrors,
  handler: async ({ params: { id }, query, caller }, services) => {
    const { files, archive } = await results(id, query.wait, caller, services);
    return {
      status: 200,
      body: {
        results: files.map((file, index) => viewOf(file, resultPath(id, index))),
        ...(archive && { archive: viewOf(archive, `/v1/jobs/${id}/result`) }),
      },
    };
  },
});

function viewOf({ file: { name, contentType, size }, etag }: Result, url: string) {
  return { name, contentType, size, url, etag };
}
