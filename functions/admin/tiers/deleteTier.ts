import { z } from 'zod';
import { ConveyorError } from '../../../shared/errors.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { ManagedRecords, managedHeaders } from '../../../shared/http/records/managedRecords.ts';
import { operators } from '../../../shared/identity/access.ts';
import { organisationsOfTier, tierId } from '../../../shared/tenancy/tier.ts';

export const deleteTier = endpoint({
  name: 'deleteTier',
  method: 'DELETE',
  route: 'v1/admin/tiers/{id}',
  summary: 'Delete a tier',
  description: 'A tier that organisations have cannot be deleted.',
  tag: 'tiers',
  auth: operators('admin'),
  params: z.object({ id: tierId }),
  headers: managedHeaders,
  responses: { 204: { description: 'The tier was deleted.' } },
  errors: ['not_found', 'conflict', 'precondition_failed'],
  handler: async ({ params, headers: { 'if-match': ifMatch } }, services) => {
    const users = await organisationsOfTier(params.id, services);
    if (users > 0)
      throw new ConveyorError('conflict', {
        detail: `The tier has ${users} organisations. Move them first.`,
      });
    const audit = await new ManagedRecords(services.tiers).delete(params.id, ifMatch);
    return { status: 204, audit };
  },
});
