import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, inject } from 'vitest';
import { saveRunningApp } from '../../local/runningApp.ts';
import { readConfiguration } from '../../shared/configuration.ts';
import { runExports } from '../../shared/exposure/export/runExports.ts';
import { windowAt } from '../../shared/exposure/window.ts';
import { billJobs } from '../../shared/jobs/upkeep/bill.ts';
import { createServices } from '../../shared/services.ts';
import { startApp } from '../harness/app.ts';
import { type Tenant, tenant } from '../harness/tenant.ts';
import { type Block, blocks, startSettings } from './blocks.ts';
import { type Place, receiverPort, testPage } from './testPage.ts';
import { workspace } from './workspace.ts';

// Runs every block of the documentation as a reader would, against one app. Blocks that start an app (`npm start`) determine the
// settings of this one. docs/attestation.md needs another app: see attestationPage.test.ts.

const pages = [...new Set(blocks.map(({ page }) => page))].filter((page) => page !== 'docs/attestation.md');
let place: Place;
let own: Tenant;

const settings: Record<string, string> = { ENGINES: '1' };
for (const [name, value] of blocks.flatMap((block) => Object.entries(startSettings(block) ?? {}))) {
  // Pages allow several destinations: together they make one list.
  const others = settings[name] === undefined ? '' : `${settings[name]},`;
  settings[name] = others + value.replace('localhost:9000', `localhost:${receiverPort}`);
}

beforeAll(async () => {
  own = await tenant();
  const app = await startApp({ tenant: own, settings });
  const { folder, data, remove } = await workspace();
  const url = app.url.replace('127.0.0.1', 'localhost');
  const cloud = { ...inject('cloud'), accounts: [own.name] };
  saveRunningApp(data, { url, cloud });
  await mkdir(join(data, 'cloud', 'certificate'), { recursive: true });
  await copyFile(cloud.certificateFile, join(data, 'cloud', 'certificate', 'certificate.pem'));
  const environment = { URL: url, PORT: '', CONVEYOR_DATA: data, INIT_CWD: folder, CONVEYOR_ROLE: 'all' };
  place = { folder, url, environment };
  return async () => {
    await app.host.stop();
    await remove();
  };
});

/** The services of the app, at another time. */
function servicesAt(now: Date) {
  const log = { debug: ignore, info: ignore, warn: console.warn, error: console.error };
  const draining = new AbortController().signal;
  const config = readConfiguration({ ...own.environment(), ...settings });
  return createServices(config, { clock: { now: () => now }, log, draining });
}

/** Exports the keys that were just published, as if the time had passed for which a reader waits. */
async function exportLater(): Promise<void> {
  const services = servicesAt(new Date(Date.now() + 15 * 60_000));
  // A window can have ended since the publish.
  for (const ago of [60, 0]) {
    const { start: window } = windowAt(Date.now() / 1000 - ago, services.config.exportPeriods);
    await runExports({ region: 'TEST', window }, services);
  }
}

async function before({ page, text }: Block): Promise<void> {
  if (page === 'docs/publish.md' && text.includes('until')) await exportLater();
  // The timer would need up to a minute.
  if (page === 'docs/organisations.md' && text.includes('until')) await billJobs(servicesAt(new Date()));
}

for (const page of pages) testPage(page, { place: () => place, before });

function ignore(): void {
  // The export logs each file.
}
