import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it, vi } from 'vitest';
import { startCloud } from '../../../local/cloud/cloud.ts';
import type { CloudDescription } from '../../../local/cloud/description.ts';
import { environment } from '../../../local/cloud/environment.ts';
import { descendants, isAlive } from '../../harness/processes.ts';

const directory = mkdtempSync(join(tmpdir(), 'cloud-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('a cloud', () => {
  it('stops and restarts at the same addresses', async () => {
    const first = await startCloud({ directory });
    await first.stop();
    expect(await first.exited).toBeUndefined();
    const second = await startCloud({ directory, accounts: ['conveyor', 'another'] });
    await second.stop();
    expect(second.description).toEqual({ ...first.description, accounts: ['conveyor', 'another'] });
    expect(first.processes.filter(isAlive)).toEqual([]);
  });

  it('starts when another program takes a port of its last run during startup', async () => {
    const { blob: port } = JSON.parse(readFileSync(join(directory, 'ports.json'), 'utf8'));
    const starting = startCloud({ directory });
    // The cloud has checked its ports by then, and loads before it listens.
    await vi.waitUntil(() => descendants(process.pid).length > 0, { timeout: 60_000, interval: 1 });
    const other = createServer().listen(Number(port), '127.0.0.1');
    await once(other, 'listening');
    const second = await starting;
    await second.stop();
    other.close();
    expect(new URL(second.description.blobEndpoint).port).not.toBe(String(port));
  });

  it('locks its folder, and reports the death of one of its processes', async () => {
    const cloud = await startCloud({ directory });
    await expect(startCloud({ directory })).rejects.toThrow(/Another local cloud is running in/);
    expect(cloud.processes.filter(isAlive)).toEqual(cloud.processes);

    process.kill(cloud.processes[0] as number, 'SIGKILL');
    expect(await cloud.exited).toMatch(/SIGKILL.*storage\.log/);
    await cloud.stop();
  });

  it('ignores signals and exits with its parent', async () => {
    const parent = spawn(process.execPath, [new URL('cloudParent.ts', import.meta.url).pathname, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(parent.stdout.setEncoding('utf8'), 'data');
    const { processes, description } = JSON.parse(line) as {
      processes: number[];
      description: CloudDescription;
    };
    for (const pid of processes)
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.kill(pid, signal);
    expect((await fetch(description.identityEndpoint)).status).toBe(401);
    parent.kill('SIGKILL');
    await vi.waitUntil(() => !processes.some(isAlive), { timeout: 60_000 });
  });

  it('reports why it does not start', async () => {
    const damaged = mkdtempSync(join(tmpdir(), 'cloud-'));
    cpSync(directory, damaged, { recursive: true });
    const journal = join(damaged, 'azurite', 'blob.journal');
    writeFileSync(journal, `nonsense\n${readFileSync(journal, 'utf8')}nonsense\n`);
    await expect(startCloud({ directory: damaged })).rejects.toThrow(/blob\.journal is damaged/);
    rmSync(damaged, { recursive: true, force: true });
  });

  it('stores files that only their owner can read', () => {
    const open = readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .map((name) => join(directory, name))
      .filter((path) => (statSync(path).mode & 0o077) !== 0)
      // Azurite creates the folders of its extents inside a folder with mode 0700.
      .filter((path) => !/\/azurite\/(blob|queue)$/.test(path));
    expect(open).toEqual([]);
    expect(statSync(join(directory, 'azurite')).mode & 0o077).toBe(0);
    expect(existsSync(join(directory, 'certificate', 'key.pem'))).toBe(true);
  });
});

describe('the settings of a tenant', () => {
  it('are its own storage account, database and vault', () => {
    const description = inject('cloud');
    expect(environment(description, { name: 'tenant1', role: 'convert' })).toEqual({
      NODE_EXTRA_CA_CERTS: description.certificateFile,
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
      ExportStorage__blobServiceUri: `${description.blobEndpoint}/tenant1`,
      KEY_VAULT_URL: `${description.vaultEndpoint}/tenant1`,
      KEY_VAULT_VERIFY_CHALLENGE: 'false',
      CONVEYOR_ROLE: 'convert',
    });
    expect(() => environment(description, { name: 'stranger' })).toThrow(RangeError);
  });
});
