import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { type Host, type LaunchOptions, launchHost } from '../../../local/host/launch.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folders: string[] = [];
const hosts: Host[] = [];

/** The folder of a sample app in apps/. */
export function sampleApp(name: string): string {
  return fileURLToPath(new URL(`apps/${name}`, import.meta.url));
}

/**
 * Writes an app to a temporary folder, which is deleted after the tests of the file.
 *
 * @param files contents by path; package.json (ESM, `main.ts`) and host.json (no route prefix) have defaults
 */
export function writeApp(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'conveyor-app-'));
  folders.push(folder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const all = {
    'package.json': '{ "type": "module", "main": "main.ts" }',
    'host.json': '{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }',
    ...files,
  };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Starts a host on a free port with captured output. It is killed after the tests of the file. */
export async function start(
  directory: string,
  options: Omit<LaunchOptions, 'directory'> = {},
): Promise<Host> {
  const host = await launchHost({ directory, port: 0, output: 'capture', ...options });
  hosts.push(host);
  return host;
}

afterAll(async () => {
  await Promise.all(hosts.map((host) => host.kill()));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
