import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { environment } from '../../local/cloud/environment.ts';
import { provision } from '../../local/provision.ts';
import { trust } from '../../local/trust.ts';
import type { Role } from '../../shared/roles.ts';

/** A place of one's own in the cloud of this run: storage account, database, vault. */
export interface Tenant {
  name: string;
  /** The settings with which an app of a role meets it. */
  environment(role?: Role | 'operator'): Record<string, string>;
}

/** Takes a tenant that nobody has, with everything created that an app needs. This process then acts as its app. */
export async function tenant(): Promise<Tenant> {
  const cloud = inject('cloud');
  const name = claim(cloud.accounts);
  const settings = (role: Role | 'operator' = 'all') => ({
    ...environment(cloud, { name, role }),
    REGISTRATION: 'open',
  });
  trust(cloud.certificateFile);
  Object.assign(process.env, settings());
  await provision(settings());
  return { name, environment: settings };
}

/** Test files run side by side in processes of their own: making a folder is what only one of them can do. */
function claim(names: string[]): string {
  for (const name of names) {
    try {
      mkdirSync(join(inject('claims'), name));
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error('More tenants are wanted than there are: see globalSetup.ts.');
}
