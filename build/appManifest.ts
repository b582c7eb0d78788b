import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** What a package of a role says of the app. Everything else in the repository's package.json is for those who build it. */
export function appManifest(): { name: string; version: string; description: string; license: string } {
  const { name, version, description, license } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return { name, version, description, license };
}
