import { z } from 'zod';
import { ConveyorError } from '../../../shared/errors.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import type { Services } from '../../../shared/services.ts';
import { requestDeletion } from '../../../shared/tenancy/deletion.ts';
import { organisationId, organisationView } from '../../../shared/tenancy/organisation.ts';

/** Phones rely on regions: an operator decides about them one by one. */
async function refuseIfItPublishes(
  organisation: string,
  { regions, healthAuthorities }: Pick<Services, 'regions' | 'healthAuthorities'>,
): Promise<void> {
  const query = {
    text: 'SELECT TOP 1 c.id FROM c WHERE c.organisationId = @organisation',
    parameters: { organisation },
  };
  const [region, authority] = await Promise.all([
    Array.fromAsync(regions.query(query)),
    Array.fromAsync(healthAuthorities.query(query)),
  ]);
  if (region.length + authority.length > 0)
    throw new ConveyorError('conflict', {
      detail: 'The organisation publishes exposure keys. Delete its regions and health authorities first.',
    });
}

export const requestOrganisationDeletion = endpoint({
  name: 'requestOrganisationDeletion',
  method: 'POST',
  route: 'v1/admin/organisations/{organisation}/deletion',
  summary: 'Delete an organisation',
  description:
    'Its requests are refused within a minute. After 14 days everything of it is deleted except its ledger, statements and audit log. Repeating the request changes nothing.',
  tag: 'organisations',
  auth: operators('admin'),
  params: z.object({ organisation: organisationId }),
  responses: { 200: { description: 'The organisation.', body: organisationView } },
  errors: ['not_found', 'conflict'],
  handler: async ({ params }, services) => {
    await refuseIfItPublishes(params.organisation, services);
    const { before, after } = await requestDeletion(params.organisation, services);
    const audit = { before: organisationView.parse(before), after: organisationView.parse(after) };
    return { status: 200, body: after, audit };
  },
});
