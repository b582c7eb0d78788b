import { resendEndpoint } from './sendCallback.ts';

export const notifyJob = resendEndpoint({
  name: 'notifyJob',
  route: 'v1/jobs/{id}/notify',
  summary: 'Send the webhook of a job again (deprecated)',
  description: 'The former name of `POST /v1/jobs/{id}/callback`.',
  deprecated: true,
});
