import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fileDigest } from '../../build/release.ts';
import { root } from '../../build/root.ts';
import { compileCache } from '../../local/compileCache.ts';
import { az } from '../../pipelines/azure/az.ts';
import { azureSlots } from '../../pipelines/azure/azureSlots.ts';
import { readLandscape } from '../../pipelines/azure/landscape.ts';
import { PackageStore } from '../../pipelines/azure/packageStore.ts';
import { runningVersions } from '../../pipelines/azure/runningVersions.ts';
import { whatIf } from '../../pipelines/azure/whatIf.ts';
import { azureCli, type CliAnswers } from './azureCli.ts';

const names = (place: string) => ({
  api: `api-${place}`,
  admin: `admin-${place}`,
  convert: `convert-${place}`,
  batch: `batch-${place}`,
});
const store = 'https://packages1.blob.core.windows.net/packages';
const deployed = (packages = store, places = ['one', 'two']): CliAnswers => ({
  'deployment group show': {
    output: {
      apiUrl: { value: 'https://api.example' },
      vaultName: { value: 'vault' },
      packages: { value: packages },
      apps: { value: places.map(names) },
    },
  },
  'deployment group list': { output: [{ name: 'conveyor' }] },
  'functionapp config appsettings list': { output: `${store}/conveyor-api-1.2.3.zip` },
});
const release = { version: '1.2.3', packages: [] };

/** Runs a program of pipelines/. @returns its exit code and what it printed */
async function run(program: string, ...options: string[]): Promise<{ code: number; text: string }> {
  const file = join(root, 'pipelines', `${program}.ts`);
  const child = promisify(execFile)(process.execPath, [file, ...options], {
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  });
  return child.then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    ({ code, stdout, stderr }) => ({ code, text: stdout + stderr }),
  );
}

describe('the slots of a landscape', () => {
  const productionSlots = async () =>
    azureSlots(await readLandscape('prod'), new PackageStore(store), release, 1);

  test('are swapped role by role in all locations: convert and batch first, api last', async () => {
    const { calls } = await azureCli(deployed());
    const slots = await productionSlots();
    for (const app of slots.apps) await slots.swap(app);
    const swaps = (await calls()).filter((each) => each.includes('slot swap'));
    expect(swaps.map((each) => each.match(/--name (\S+)/)?.[1])).toEqual(
      ['convert', 'batch', 'admin', 'api'].flatMap((role) => [`${role}-one`, `${role}-two`]),
    );
    expect(swaps[0]).toBe(
      'functionapp deployment slot swap --resource-group conveyor-prod --name convert-one --slot staging --target-slot production --output json',
    );
  });

  test('start a version by the address of its package', async () => {
    const { calls } = await azureCli(deployed());
    const slots = await productionSlots();
    await slots.stage(slots.apps[0] as (typeof slots.apps)[number]);
    expect((await calls()).at(-1)).toBe(
      `functionapp config appsettings set --resource-group conveyor-prod --name convert-one --slot staging --settings WEBSITE_RUN_FROM_PACKAGE=${store}/conveyor-convert-1.2.3.zip --output json`,
    );
  });
});

describe('the package store', () => {
  async function built(sha256?: string) {
    const folder = await mkdtemp(join(tmpdir(), 'conveyor-release-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'conveyor-api.zip');
    await writeFile(file, 'a package');
    const found = await fileDigest(file);
    const one = {
      role: 'api' as const,
      file: 'conveyor-api.zip',
      bytes: 9,
      sha256: sha256 ?? found,
      digest: found,
    };
    const built = { version: '1.2.3', packages: [one] };
    await writeFile(join(folder, 'release.json'), JSON.stringify(built));
    return { folder, built };
  }

  test('uploads the packages of a release, and then its list', async () => {
    const { calls } = await azureCli({ 'storage blob exists': { output: { exists: false } } });
    const { folder, built: made } = await built();
    await new PackageStore(store).publish(made, folder);
    const uploads = (await calls()).filter((each) => each.includes('blob upload'));
    expect(uploads.map((each) => each.match(/--name (\S+)/)?.[1])).toEqual([
      'conveyor-api-1.2.3.zip',
      'release-1.2.3.json',
    ]);
    expect(uploads[0]).toContain('--account-name packages1 --container-name packages --auth-mode login');
    expect(uploads[0]).toContain(`--metadata sha256=${made.packages[0]?.sha256} --overwrite false`);
  });

  test('accepts the same bytes again, and refuses others under the same version', async () => {
    const { folder, built: made } = await built();
    const isThere = { 'storage blob exists': { output: { exists: true } } };
    const other = await azureCli({ ...isThere, 'storage blob metadata show': { output: { sha256: 'f00' } } });
    await expect(new PackageStore(store).publish(made, folder)).rejects.toThrow('raise the version');
    expect((await other.calls()).filter((each) => each.includes('upload'))).toEqual([]);
  });

  test('refuses a package that is not the one of the list', async () => {
    await azureCli({});
    const { folder, built: made } = await built('0'.repeat(64));
    await expect(new PackageStore(store).publish(made, folder)).rejects.toThrow(
      'the list of the release says 000',
    );
  });
});

test('a failure names the command and its reason, but no option, which can be secret', async () => {
  await azureCli({ 'keyvault secret show': { failure: 'ERROR: Forbidden\n' } });
  const failed = az('keyvault secret show', { name: 'hunter2' });
  await expect(failed).rejects.toThrow(/^az keyvault secret show failed: ERROR: Forbidden$/);
});

describe('the versions that run', () => {
  test('are read from the slots', async () => {
    await azureCli(deployed());
    expect(await runningVersions('prod')).toEqual({ VERSION: '1.2.3', STAGED_VERSION: '1.2.3' });
  });

  test('are empty before the first deployment, and without slots', async () => {
    const none = { VERSION: '', STAGED_VERSION: '' };
    await azureCli({ 'deployment group list': { output: [] } });
    expect(await runningVersions('prod')).toEqual(none);
    await azureCli(deployed(''));
    expect(await runningVersions('dev')).toEqual(none);
  });
});

describe('npm run clean-up', () => {
  const groups = {
    'group list': {
      output: [
        { name: 'conveyor-prod', tags: { application: 'conveyor' } },
        { name: 'conveyor-old', tags: { application: 'conveyor', deleteAfter: '2020-01-01' } },
        { name: 'conveyor-new', tags: { application: 'conveyor', deleteAfter: '2999-01-01' } },
      ],
    },
  };

  test('deletes only landscapes whose date has passed, and only with --delete', async () => {
    const { calls } = await azureCli(groups);
    expect(await run('cleanUp')).toMatchObject({
      code: 0,
      text: expect.stringContaining('conveyor-old expired'),
    });
    expect((await calls()).filter((each) => each.startsWith('group delete'))).toEqual([]);
    expect((await run('cleanUp', '--delete')).code).toBe(0);
    expect((await calls()).filter((each) => each.startsWith('group delete'))).toEqual([
      'group delete --name conveyor-old --yes --no-wait --output json',
    ]);
  });
});

test('a what-if lists only resources that would change', async () => {
  const [same, other] = [
    { changeType: 'NoChange', resourceId: '/a' },
    { changeType: 'Modify', resourceId: '/b' },
  ];
  const ignored = { changeType: 'Ignore', resourceId: '/c' };
  await azureCli({ 'deployment group what-if': { output: { changes: [same, other, ignored] } } });
  expect(await whatIf({ name: 'conveyor' })).toEqual([other]);
});

describe('npm run infrastructure', () => {
  const changed = {
    'deployment group what-if': { output: { changes: [{ changeType: 'Modify', resourceId: '/a' }] } },
  };

  test('lists what would change; only --drift fails because of it', async () => {
    await azureCli({ ...deployed(), ...changed });
    const listed = await run('infrastructure', 'prod');
    expect(listed.text).toContain('Modify  /a\nResources of prod that differ from their templates: 1');
    expect([listed.code, (await run('infrastructure', 'prod', '--drift')).code]).toEqual([0, 1]);
  });

  test('deploys the parameter file of the landscape', async () => {
    const { calls } = await azureCli(deployed());
    expect((await run('infrastructure', 'prod', '--deploy')).code).toBe(0);
    expect((await calls()).at(-1)).toBe(
      `deployment group create --resource-group conveyor-prod --name conveyor --parameters ${join(root, 'infra/prod.bicepparam')} --output json`,
    );
  });
});

/** A folder with a release. */
async function releaseFolder(packages: object[] = []): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-release-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'release.json'), JSON.stringify({ ...release, packages }));
  return folder;
}

/** Apps that do not respond. */
const unreachable = {
  'storage blob exists': { output: { exists: false } },
  'keyvault secret show': { output: 'secret' },
  'functionapp show': { output: '127.0.0.1:1' },
};
const impatient = ['--patience', '0.001'];

test('without slots, npm run deploy deploys each package, and fails if the apps do not respond', async () => {
  const { calls } = await azureCli({ ...deployed('', ['one']), ...unreachable });
  const digest = '0'.repeat(64);
  const packages = ['api', 'admin', 'convert', 'batch'].map((role) => ({
    role,
    file: `conveyor-${role}.zip`,
    bytes: 1,
    sha256: digest,
    digest,
  }));
  const { code, text } = await run('deploy', 'dev', '--release', await releaseFolder(packages), ...impatient);
  expect(text).toContain('is not ready within 0.001 s.');
  expect(code).toBe(1);
  const deployments = (await calls()).filter((each) => each.includes('config-zip'));
  expect(deployments.map((each) => each.match(/--name (\S+)/)?.[1])).toEqual(
    ['convert', 'batch', 'admin', 'api'].map((role) => `${role}-one`),
  );
});

test('npm run rollback swaps nothing if the version in the staging slots does not respond', async () => {
  const { calls } = await azureCli({ ...deployed(store, ['one']), ...unreachable });
  expect((await run('rollback', 'prod', ...impatient)).code).toBe(1);
  expect((await calls()).filter((each) => each.includes('swap'))).toEqual([]);
});

test('npm run deploy leaves production as it is if the staging slots fail', async () => {
  const { calls } = await azureCli({ ...deployed(store, ['one']), ...unreachable });
  const { code, text } = await run('deploy', 'prod', '--release', await releaseFolder(), ...impatient);
  expect(text).toContain(
    'is not ready within 0.001 s. The last attempt failed: GET https://127.0.0.1:1/version',
  );
  expect(text).toContain('Nothing was swapped');
  expect(code).toBe(1);
  expect((await calls()).filter((each) => each.includes('swap'))).toEqual([]);
});

test('a wrong command line ends with 2 and the usage', async () => {
  for (const [program = '', ...options] of [
    ['rollback', 'a', 'b'],
    ['infrastructure', 'nowhere'],
  ]) {
    const { code, text } = await run(program, ...options);
    expect(code, program).toBe(2);
    expect(text).toContain('Usage: npm run');
  }
});
