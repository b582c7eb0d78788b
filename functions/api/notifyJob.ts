import { endpoint } from '../../shared/http/endpoint.ts';
import { resending } from './sendCallback.ts';

export const notifyJob = endpoint({
  ...resending,
  name: 'notifyJob',
  route: 'v1/jobs/{id}/notify',
  summary: 'Send the webhook of a job again (deprecated)',
  description: 'The former name of `POST /v1/jobs/{id}/callback`.',
  deprecated: true,
});
