import { runExports } from '../../shared/exposure/export/runExports.ts';
import { schedule } from '../../shared/runtime/schedule.ts';

export const exportKeys = schedule({
  name: 'exportKeys',
  cron: '0 */5 * * * *',
  handler: (services) => runExports({}, services),
});
