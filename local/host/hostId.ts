import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { setting } from './appSettings.ts';

/**
 * Identifies the app in a storage account that several apps share. Default: derived from the machine and the app's folder, so
 * that it survives restarts. At most 32 lower-case letters, digits and dashes.
 */
export function hostId(directory: string): string {
  const configured = setting('AzureFunctionsWebHost:hostid');
  if (configured) return configured;
  const machine = hostname()
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  const folder = createHash('sha256').update(directory).digest('hex').slice(0, 10);
  return `${machine.slice(0, 21)}-${folder}`;
}
