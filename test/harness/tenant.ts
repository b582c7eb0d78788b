import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { environment } from '../../local/cloud/environment.ts';
import { provision } from '../../local/provision.ts';
import { trust } from '../../local/trust.ts';
import type { Role } from '../../shared/roles.ts';

/** An isolated part of the test cloud: storage account, database and vault. */
export interface Tenant {
  name: string;
  /** The settings for an app of a role. */
  environment(role?: Role | 'operator'): Record<string, string>;
}

/** Claims an unused tenant and provisions it. Sets its environment variables in this process. */
export async function tenant(): Promise<Tenant> {
  const cloud = inject('cloud');
  const name = claim(cloud.accounts);
  const settings = (role: Role | 'operator' = 'all') => ({
    ...environment(cloud, { name, role }),
    REGISTRATION: 'open',
    PUBLIC_URL: 'http://localhost:7071',
  });
  trust(cloud.certificateFile);
  Object.assign(process.env, settings());
  await provision(settings());
  return { name, environment: settings };
}

/** Claims a name by creating a folder, which is atomic across the processes of test files. */
function claim(names: string[]): string {
  for (const name of names) {
    try {
      mkdirSync(join(inject('claims'), name));
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error('All tenants are in use. Increase their number in globalSetup.ts.');
}
