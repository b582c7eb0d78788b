import { traceparent } from '../../azure/trace.ts';
import type { JobRecord } from '../record.ts';
import { singleResult, warningsHeader } from '../results/singleResult.ts';
import type { JobServices } from '../services.ts';
import { view } from '../view.ts';

/** Patterns of the names of headers that a webhook sets itself. */
export const webhookHeaders = [
  'content-.*',
  'etag',
  'job-warnings',
  'traceparent',
  'tracestate',
  'webhook-.*',
  'x-correlation-id',
] as const;

/** The body of a job's webhook, and the headers that describe it. */
export async function webhookContent(
  job: JobRecord,
  services: Pick<JobServices, 'blobs'>,
): Promise<{ headers: Record<string, string>; body: string | Uint8Array }> {
  const { traceId, correlationId } = job;
  const trace = traceparent(traceId);
  const headers = {
    ...(trace !== undefined && { traceparent: trace }),
    ...(correlationId !== undefined && { 'x-correlation-id': correlationId }),
  };
  const result = job.callbackBody === 'result' && (await singleResult(job, services));
  if (!result)
    return {
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(eventOf(job)),
    };
  return {
    headers: { ...headers, ...warningsHeader(job), ...result.headers, 'content-type': result.contentType },
    body: result.body,
  };
}

/** The event: the job as its caller sees it, without the callback. */
function eventOf(job: JobRecord): object {
  const { callbackUrl: _, notification: __, ...data } = view(job);
  return { type: `job.${job.status}`, timestamp: job.endedAt, data };
}
