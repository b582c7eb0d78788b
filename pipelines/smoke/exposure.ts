import { randomBytes } from 'node:crypto';
import { type HealthAuthority, healthAuthority, phoneKeys, publication } from '../../local/demo/certify.ts';
import { checkExportFile } from '../../local/exports/checkExportFile.ts';
import { readExportFile } from '../../local/exports/readExportFile.ts';
import { request, requestOk } from '../request.ts';
import type { SmokeCheck, SmokeTarget } from './check.ts';
import { until } from './until.ts';
import { withCleanUp } from './withCleanUp.ts';

/** Instances keep the answer that a region does not exist for a minute, and another location reads it later than this one. */
const regionSeconds = 90;

interface ExportPage {
  exports: { signings: { files: string[]; exportedAt?: string }[] }[];
}

/**
 * Publishes keys to a region of its own, exports them, and reads the file as phones do. The region is one for trials: no index
 * names its files, and its window need not end first.
 */
export const exportsKeys: SmokeCheck = {
  name: 'Exposure keys are published, exported and signed.',
  skipped: ({ operatorKey }) => (operatorKey ? undefined : 'OPERATOR_KEY is not set.'),
  run: async (target) => {
    const { adminUrl, operatorKey: token, exportKey } = target;
    const id = `smoke-${randomBytes(6).toString('hex')}`;
    const region = `${adminUrl}/v1/admin/regions/${id}`;
    const authorityUrl = `${adminUrl}/v1/admin/health-authorities/${id}`;
    const authority = healthAuthority([id]);
    await requestOk(region, { method: 'PUT', token, body: regionOf(target) });
    await requestOk(authorityUrl, { method: 'PUT', token, body: authority.settings });
    const path = await withCleanUp(
      () => exportedFile(id, authority, target),
      async () => {
        for (const each of [authorityUrl, region]) await requestOk(each, { method: 'DELETE', token });
      },
    );
    return `${path}${exportKey ? '' : ', without verifying its signature'}`;
  },
};

/** @returns the path of the checked file */
async function exportedFile(id: string, authority: HealthAuthority, target: SmokeTarget): Promise<string> {
  const { url, adminUrl, operatorKey: token, patienceSeconds } = target;
  // One key, so that no export has a part of them. That of the last day ends too late to be exported at once.
  const keys = phoneKeys(new Date()).slice(1, 2);
  const body = await publication(keys, id, authority);
  await until(Math.min(patienceSeconds, regionSeconds), `The region ${id} accepts no keys`, () =>
    requestOk(`${url}/v1/publish`, { method: 'POST', body }),
  );
  const path = await until(patienceSeconds, `The region ${id} has no export`, async () => {
    // Repeated, because the export can run before it can read the keys.
    await requestOk(`${adminUrl}/v1/admin/exports`, { method: 'POST', token, body: { region: id } });
    const page = await requestOk(`${adminUrl}/v1/admin/exports?region=${id}`, { token });
    const signings = ((await page.json()) as ExportPage).exports.flatMap((each) => each.signings);
    return signings.find(({ exportedAt, files }) => exportedAt && files.length > 0)?.files[0];
  });
  await checkFile(path, keys, target);
  return path;
}

const regionOf = ({ signingKey }: SmokeTarget) => ({
  trial: true,
  minimumKeys: 20,
  signingKeys: [
    {
      verificationKeyId: 'smoke',
      verificationKeyVersion: 'v1',
      name: signingKey,
      validFrom: '2020-01-01T00:00:00Z',
    },
  ],
});

async function checkFile(
  path: string,
  published: readonly { key: string }[],
  { url, exportKey }: SmokeTarget,
): Promise<void> {
  const zip = await requestOk(`${url}/v1/exports/${path}`);
  const file = await readExportFile(Buffer.from(await zip.arrayBuffer()));
  const broken = checkExportFile(file, exportKey).filter(({ fault }) => fault !== undefined);
  if (broken.length > 0)
    throw new Error(`${path} fails checks: ${broken.map(({ rule, fault }) => `${rule} ${fault}`).join(' ')}`);
  const exported = new Set(file.keys.map(({ keyData }) => keyData));
  const missing = published.filter(({ key }) => !exported.has(Buffer.from(key, 'base64').toString('hex')));
  if (missing.length > 0) throw new Error(`${path} lacks ${missing.length} of ${published.length} keys.`);
  const index = await request(`${url}/v1/exports/${path.replace(/[^/]+$/, 'index.txt')}`);
  if (index.ok && (await index.text()) !== '') throw new Error(`The index names ${path}.`);
}
