import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloud } from '../local/cloud/cloud.ts';
import { environment } from '../local/cloud/environment.ts';
import { provision } from '../local/provision.ts';
import { trust } from '../local/trust.ts';

/** Runs `work` with the settings of an embedded cloud, which is deleted afterwards. Sets its environment variables in this process. */
export async function withCloud<T>(work: (settings: Record<string, string>) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-bench-'));
  const cloud = await startCloud({ directory });
  try {
    trust(cloud.description.certificateFile);
    const settings = environment(cloud.description, { name: 'conveyor' });
    Object.assign(process.env, settings);
    await provision(settings);
    return await work(settings);
  } finally {
    await cloud.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
