import { z } from 'zod';
import { attachment } from '../../shared/http/attachment.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { result } from '../../shared/jobs/result.ts';

const minutes = 15;

export const getResultUrl = endpoint({
  name: 'getResultUrl',
  method: 'GET',
  route: 'v1/jobs/{id}/result/url',
  summary: 'Get a URL of the result',
  description: 'A URL that anybody can fetch the result from for 15 minutes, straight from storage.',
  tag: 'jobs',
  auth: 'device',
  params: z.object({ id: z.string() }),
  responses: {
    200: {
      description: 'The URL.',
      body: z.object({ url: z.url(), expiresAt: z.iso.datetime() }).meta({ id: 'ResultUrl' }),
    },
  },
  errors: ['not_found', 'gone', 'job_not_finished', 'job_failed', 'job_cancelled'],
  handler: async ({ params, caller }, services) => {
    const { container, blob, file } = await result(params.id, 0, caller, services);
    const now = services.clock.now();
    const expires = new Date(now.getTime() + minutes * 60_000);
    const url = await services.blobs.readUrl(container, blob, {
      // Clocks differ: a URL that begins now may not be valid yet where it is used.
      starts: new Date(now.getTime() - 5 * 60_000),
      expires,
      contentDisposition: await attachment(file.name),
    });
    return { status: 200, body: { url, expiresAt: expires.toISOString() } };
  },
});
