import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Cloud, startCloud } from '../../../local/cloud/cloud.ts';
import type { CloudDescription } from '../../../local/cloud/description.ts';
import { trust } from './clients.ts';

/** One cloud for all tests of a file. It is stopped and its folder deleted after them. */
export function testCloud(accounts: string[] = ['conveyor']): {
  description: CloudDescription;
  directory: string;
} {
  const shared = { directory: mkdtempSync(join(tmpdir(), 'cloud-')) } as {
    description: CloudDescription;
    directory: string;
  };
  let cloud: Cloud | undefined;
  beforeAll(async () => {
    cloud = await startCloud({ directory: shared.directory, accounts });
    shared.description = cloud.description;
    trust(cloud.description);
  });
  afterAll(async () => {
    await cloud?.stop();
    rmSync(shared.directory, { recursive: true, force: true });
  });
  return shared;
}
