import { purgeOrganisations as purge } from '../../shared/jobs/upkeep/purgeOrganisations.ts';
import { schedule } from '../../shared/runtime/schedule.ts';

export const purgeOrganisations = schedule({
  name: 'purgeOrganisations',
  cron: '0 40 * * * *',
  handler: async (services) => {
    const organisations = await purge(services);
    if (organisations.length > 0) services.log.info('Organisations were purged.', { organisations });
  },
});
