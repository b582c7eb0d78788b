import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startCloud } from '../../local/cloud/cloud.ts';
import type { CloudDescription } from '../../local/cloud/description.ts';
import { serveConverter } from './converterService.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    cloud: CloudDescription;
    /** The folder in which test files claim their tenants. */
    claims: string;
    /** The URL of the converter that test files share. */
    converter: string;
  }
}

/** An upper bound: each test file uses one, and each test that kills processes. */
const tenants = 400;

/** Starts one cloud per run, in a temporary folder, of which every test file uses its own tenant, and a shared converter. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-test-'));
  const accounts = Array.from({ length: tenants }, (_, index) => `tenant${index}`);
  const [cloud, converter] = await Promise.all([startCloud({ directory, accounts }), serveConverter()]);
  const claims = join(directory, 'claims');
  await mkdir(claims);
  project.provide('cloud', cloud.description);
  project.provide('claims', claims);
  project.provide('converter', converter.url);
  return async () => {
    await Promise.all([cloud.stop(), converter.close()]);
    await rm(directory, { recursive: true, force: true });
  };
}
