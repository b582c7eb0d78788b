import { createPublicKey } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readConfiguration } from '../../shared/configuration.ts';
import { runExports } from '../../shared/exposure/export/runExports.ts';
import { windowAt } from '../../shared/exposure/window.ts';
import { createServices, type Services } from '../../shared/services.ts';
import { defaultRegionId } from '../defaultRegion.ts';
import { checkExportFile } from '../exports/checkExportFile.ts';
import { readExportFile } from '../exports/readExportFile.ts';
import { healthAuthority, phoneKeys, publication } from './certify.ts';

const authorityId = 'health.example.app';

/**
 * Publishes exposure keys, exports them, and downloads and verifies the export file. The app must belong to this process: the
 * export runs with a clock that is ahead.
 * @param out the output folder
 * @throws Error that says which step failed
 */
export async function exposure(options: {
  url: string;
  out: string;
  print: (line: string) => void;
}): Promise<void> {
  const { url, out, print } = options;
  const services = createServices(readConfiguration(process.env), { draining: new AbortController().signal });

  const authority = healthAuthority([defaultRegionId]);
  const { value: operatorKey } = await services.vault.current('operator-key');
  await send('PUT', `${url}/v1/admin/health-authorities/${authorityId}`, authority.settings, operatorKey);
  print('A health authority is registered. It certifies a positive test.');

  const keys = phoneKeys(new Date());
  const request = await publication(keys, authorityId, authority);
  const { insertedExposures } = await send('POST', `${url}/v1/publish`, request);
  print(`A phone publishes its keys of the last 14 days. Accepted: ${insertedExposures}.`);

  const later = afterWindow(services);
  const log = { debug: ignore, info: ignore, warn: console.warn, error: console.error };
  const { config, draining } = services;
  await runExports(
    { region: defaultRegionId },
    createServices(config, { clock: { now: () => later }, log, draining }),
  );
  print(
    `The clock moves to ${later.toISOString().slice(0, 16).replace('T', ' ')} UTC. The keys are exported.`,
  );

  const index = await text(`${url}/v1/exports/${defaultRegionId}/index.txt`);
  const paths = index.split('\n');
  print(`Another phone downloads the index: ${paths.join(', ')}.`);

  const path = paths.at(-1) ?? '';
  const zip = Buffer.from(await (await get(`${url}/v1/exports/${path}`)).arrayBuffer());
  const { value: pem } = await services.vault.current('export-signing');
  const file = await readExportFile(zip);
  const publicKey = createPublicKey(pem).export({ format: 'pem', type: 'spki' }).toString();
  const checks = checkExportFile(file, publicKey);
  const broken = checks.filter(({ fault }) => fault !== undefined);
  if (broken.length > 0)
    throw new Error(`The export file fails a check: ${broken.map(({ rule }) => rule).join(' ')}`);
  print(`It verifies the signature and runs ${checks.length - 1} other checks. All pass.`);

  const published = new Set(keys.map(({ key }) => Buffer.from(key, 'base64').toString('hex')));
  const found = file.keys.filter(({ keyData }) => published.has(keyData)).length;
  if (found !== keys.length)
    throw new Error(`Only ${found} of ${keys.length} published keys are in the file.`);
  print(
    `The file has ${file.keys.length} keys: all ${found} published keys, and random ones that hide this number.`,
  );

  await mkdir(out, { recursive: true });
  await writeFile(join(out, basename(path)), zip);
  await writeFile(join(out, 'public.pem'), publicKey);
  print(`To inspect the file: npm run keys -- show out/${basename(path)}`);
  print(`                     npm run keys -- verify out/${basename(path)} --key out/public.pem`);
}

/** The earliest time at which keys that are published now are exported. */
function afterWindow({ config }: Services): Date {
  const { end } = windowAt(Date.now() / 1000, config.exportPeriods);
  return new Date((end + config.settleSeconds) * 1000);
}

async function send(method: string, url: string, body: object, token?: string) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  const responseText = await answer.text();
  if (!answer.ok)
    throw new Error(`${method} ${new URL(url).pathname} returned status ${answer.status}: ${responseText}`);
  return JSON.parse(responseText);
}

async function get(url: string): Promise<Response> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${new URL(url).pathname} returned status ${answer.status}.`);
  return answer;
}

const text = async (url: string) => (await get(url)).text();

function ignore(): void {
  // The demo prints its own messages.
}
