import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { setting } from './appSettings.ts';

/**
 * What tells this app's timers from another's in one storage account: a setting, or else the machine and the app's folder, so that it stays over restarts.
 * Lower-case letters, digits and dashes, 32 at most.
 */
export function hostId(directory: string): string {
  const given = setting('AzureFunctionsWebHost:hostid');
  if (given) return given;
  const machine = hostname()
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  const folder = createHash('sha256').update(directory).digest('hex').slice(0, 10);
  return `${machine.slice(0, 21)}-${folder}`;
}
