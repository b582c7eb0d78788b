import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** The properties of package.json that a role's package repeats. The others are for development. */
export function appManifest(): { name: string; version: string; description: string; license: string } {
  const { name, version, description, license } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return { name, version, description, license };
}
