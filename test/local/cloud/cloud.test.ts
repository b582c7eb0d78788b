import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type CloudDescription, startCloud } from '../../../local/cloud/cloud.ts';
import { environment } from '../../../local/cloud/environment.ts';

const directory = mkdtempSync(join(tmpdir(), 'cloud-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a cloud', () => {
  it('stops, and starts again at the same addresses', async () => {
    const first = await startCloud({ directory });
    await first.stop();
    expect(await first.exited).toBeUndefined();
    const second = await startCloud({ directory, accounts: ['conveyor', 'another'] });
    await second.stop();
    expect(second.description).toEqual({ ...first.description, accounts: ['conveyor', 'another'] });
    expect(first.processes.filter(isAlive)).toEqual([]);
  });

  it('is the only one in its folder', async () => {
    const cloud = await startCloud({ directory });
    await expect(startCloud({ directory })).rejects.toThrow(/Another local cloud is running in/);
    expect(cloud.processes.filter(isAlive)).toEqual(cloud.processes);
    await cloud.stop();
  });

  it('tells when one of its processes dies', async () => {
    const cloud = await startCloud({ directory });
    process.kill(cloud.processes[0] as number, 'SIGKILL');
    expect(await cloud.exited).toMatch(/SIGKILL.*storage\.log/);
    await cloud.stop();
  });

  it('lives through SIGINT, and not longer than its parent', async () => {
    const parent = spawn(process.execPath, [new URL('cloudParent.ts', import.meta.url).pathname, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(parent.stdout.setEncoding('utf8'), 'data');
    const { processes, description } = JSON.parse(line) as {
      processes: number[];
      description: CloudDescription;
    };
    for (const pid of processes) process.kill(pid, 'SIGINT');
    expect((await fetch(description.identityEndpoint)).status).toBe(401);
    parent.kill('SIGKILL');
    await vi.waitUntil(() => !processes.some(isAlive), { timeout: 60_000 });
  });

  it('tells why it does not start', async () => {
    const damaged = mkdtempSync(join(tmpdir(), 'cloud-'));
    const cloud = await startCloud({ directory: damaged });
    await cloud.stop();
    const journal = join(damaged, 'azurite', 'blob.journal');
    writeFileSync(journal, `nonsense\n${readFileSync(journal, 'utf8')}nonsense\n`);
    await expect(startCloud({ directory: damaged })).rejects.toThrow(/blob\.journal is damaged/);
    rmSync(damaged, { recursive: true, force: true });
  });

  it('lets only its owner read what it keeps', () => {
    const open = readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .map((name) => join(directory, name))
      .filter((path) => (statSync(path).mode & 0o077) !== 0)
      // Azurite makes the folders of its extents itself, in a folder that is closed.
      .filter((path) => !/\/azurite\/(blob|queue)$/.test(path));
    expect(open).toEqual([]);
    expect(statSync(join(directory, 'azurite')).mode & 0o077).toBe(0);
    expect(existsSync(join(directory, 'certificate', 'key.pem'))).toBe(true);
  });
});

describe('the settings of a tenant', () => {
  it('are its own storage account, database and vault', async () => {
    const cloud = await startCloud({ directory, accounts: ['tenant1'] });
    await cloud.stop();
    const { description } = cloud;
    expect(environment(description, { name: 'tenant1', role: 'convert' })).toEqual({
      NODE_EXTRA_CA_CERTS: join(directory, 'certificate', 'certificate.pem'),
      IDENTITY_ENDPOINT: description.identityEndpoint,
      IDENTITY_HEADER: description.identityHeaders.convert,
      COSMOS_ENDPOINT: description.cosmosEndpoint,
      COSMOS_DATABASE: 'tenant1',
      AzureWebJobsStorage__blobServiceUri: `${description.blobEndpoint}/tenant1`,
      AzureWebJobsStorage__queueServiceUri: `${description.queueEndpoint}/tenant1`,
      AzureWebJobsStorage__credential: 'managedidentity',
      TransitStorage__blobServiceUri: `${description.blobEndpoint}/tenant1`,
      TransitStorage__queueServiceUri: `${description.queueEndpoint}/tenant1`,
      TransitStorage__credential: 'managedidentity',
      KEY_VAULT_URL: `${description.vaultEndpoint}/tenant1`,
      KEY_VAULT_VERIFY_CHALLENGE: 'false',
      CONVEYOR_ROLE: 'convert',
    });
    expect(() => environment(description, { name: 'stranger' })).toThrow(RangeError);
  });
});
