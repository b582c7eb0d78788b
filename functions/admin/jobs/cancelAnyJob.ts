import { z } from 'zod';
import { ConveyorError } from '../../../shared/errors.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { cancel } from '../../../shared/jobs/cancel.ts';
import { operatorJobView, viewForOperator } from '../../../shared/jobs/findForOperator.ts';
import { organisationId } from '../../../shared/tenancy/organisation.ts';

export const cancelAnyJob = endpoint({
  name: 'cancelAnyJob',
  method: 'POST',
  route: 'v1/admin/organisations/{organisation}/jobs/{id}/cancel',
  summary: 'Cancel a job of an organisation',
  description: 'As its caller would: a running engine is stopped, and the webhook is sent.',
  tag: 'jobs of organisations',
  auth: operators('admin'),
  params: z.object({ organisation: organisationId, id: z.string() }),
  responses: { 200: { description: 'The cancelled job.', body: operatorJobView } },
  errors: ['not_found', 'conflict'],
  handler: async ({ params }, services) => {
    const { id, organisation } = params;
    const found = await services.jobs.read([organisation, id], id);
    if (!found) throw new ConveyorError('not_found');
    const cancelled = await cancel(id, found.record, services);
    const audit = { before: { status: found.record.status }, after: { status: cancelled.status } };
    return { status: 200, body: viewForOperator(cancelled), audit };
  },
});
