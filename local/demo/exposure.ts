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
 * The way of exposure keys, from a phone to all others: published, exported, fetched, verified. The app must be this process's
 * own, for time passes in it: the export is run by a clock that is ahead.
 * @param out the folder that gets the file
 * @throws Error that says what failed
 */
export async function exposure(options: {
  url: string;
  out: string;
  tell: (line: string) => void;
}): Promise<void> {
  const { url, out, tell } = options;
  const services = createServices(readConfiguration(process.env), { draining: new AbortController().signal });

  const authority = healthAuthority([defaultRegionId]);
  const { value: operatorKey } = await services.vault.current('operator-key');
  await send('PUT', `${url}/v1/admin/health-authorities/${authorityId}`, authority.settings, operatorKey);
  tell('A health authority is registered, and vouches for somebody who tested positive.');

  const keys = phoneKeys(new Date());
  const request = await publication(keys, authorityId, authority);
  const { insertedExposures } = await send('POST', `${url}/v1/publish`, request);
  tell(`The phone publishes its keys of 14 days: ${insertedExposures} are taken.`);

  const later = afterWindow(services);
  const log = { debug: ignore, info: ignore, warn: console.warn, error: console.error };
  const { config, draining } = services;
  await runExports(
    { region: defaultRegionId },
    createServices(config, { clock: { now: () => later }, log, draining }),
  );
  tell(
    `Time passes until ${later.toISOString().slice(0, 16).replace('T', ' ')} UTC: what was published is exported.`,
  );

  const index = await text(`${url}/v1/exports/${defaultRegionId}/index.txt`);
  const paths = index.split('\n');
  tell(`Another phone reads the index: ${paths.join(', ')}.`);

  const path = paths.at(-1) ?? '';
  const zip = Buffer.from(await (await get(`${url}/v1/exports/${path}`)).arrayBuffer());
  const { value: pem } = await services.vault.current('export-signing');
  const file = await readExportFile(zip);
  const publicKey = createPublicKey(pem).export({ format: 'pem', type: 'spki' }).toString();
  const checks = checkExportFile(file, publicKey);
  const broken = checks.filter(({ fault }) => fault !== undefined);
  if (broken.length > 0)
    throw new Error(`The file breaks a rule: ${broken.map(({ rule }) => rule).join(' ')}`);
  tell(`It verifies the signature, and ${checks.length - 1} rules that phones check: all are kept.`);

  const published = new Set(keys.map(({ key }) => Buffer.from(key, 'base64').toString('hex')));
  const found = file.keys.filter(({ keyData }) => published.has(keyData)).length;
  if (found !== keys.length)
    throw new Error(`Only ${found} of ${keys.length} published keys are in the file.`);
  tell(
    `Among ${file.keys.length} keys it finds all ${found}; the others are there to hide how few they are.`,
  );

  await mkdir(out, { recursive: true });
  await writeFile(join(out, basename(path)), zip);
  await writeFile(join(out, 'public.pem'), publicKey);
  tell(`See for yourself: npm run keys -- show out/${basename(path)}`);
  tell(`                  npm run keys -- verify out/${basename(path)} --key out/public.pem`);
}

/** The first moment at which what is published now is exported. */
function afterWindow({ config }: Services): Date {
  const { end } = windowAt(Date.now() / 1000, config.exportPeriods);
  return new Date((end + config.settleSeconds) * 1000);
}

async function send(method: string, url: string, body: object, token?: string) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${new URL(url).pathname} answered ${answer.status}: ${said}`);
  return JSON.parse(said);
}

async function get(url: string): Promise<Response> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}.`);
  return answer;
}

const text = async (url: string) => (await get(url)).text();

function ignore(): void {
  // What it would say is told by the demo itself.
}
