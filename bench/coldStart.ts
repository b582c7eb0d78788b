import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoles } from '../build/package.ts';
import { startCloud } from '../local/cloud/cloud.ts';
import { environment } from '../local/cloud/environment.ts';
import { launchHost } from '../local/host/launch.ts';
import { provision } from '../local/provision.ts';
import { trust } from '../local/trust.ts';
import { unpack } from '../test/build/unpack.ts';
import { serveIngestion } from '../test/harness/ingestionServer.ts';
import { send } from './load.ts';
import { processorTimeOf } from './processorTime.ts';
import { type Benchmark, median, milliseconds, times } from './row.ts';

const rounds = 7;
const account = 'conveyor';
const bareFunction = fileURLToPath(new URL('bareFunction', import.meta.url));

/** Processor time of a cold `api`, as it is deployed, until its first response. */
export async function coldStart(): Promise<Benchmark> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-bench-'));
  const cloud = await startCloud({ directory: join(folder, 'cloud'), accounts: [account] });
  // Nothing leaves the machine.
  const ingestion = await serveIngestion(dirname(cloud.description.certificateFile));
  try {
    trust(cloud.description.certificateFile);
    const settings = environment(cloud.description, { name: account });
    Object.assign(process.env, settings);
    await provision({ ...process.env, ...settings } as Record<string, string>);
    const [api] = await packageRoles(folder, ['api'], { compressed: false });
    const directory = join(folder, 'api');
    await unpack(api?.file ?? '', directory);
    const ofApi = { ...environment(cloud.description, { name: account, role: 'api' }), REGISTRATION: 'open' };
    const cases = {
      bare: { directory: bareFunction, settings: {} },
      api: { directory, settings: ofApi },
      monitored: {
        directory,
        settings: { ...ofApi, APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString },
      },
    };
    const measured: Record<keyof typeof cases, number[]> = { bare: [], api: [], monitored: [] };
    // Without a compile cache, as on a new instance. The rounds alternate.
    for (let round = 0; round < rounds; round++)
      for (const [name, { directory, settings }] of Object.entries(cases))
        measured[name as keyof typeof cases].push(await firstResponse(directory, settings));
    const [bare, plain, monitored] = [measured.bare, measured.api, measured.monitored].map(median) as [
      number,
      number,
      number,
    ];
    return {
      title: 'Cold start',
      about: `Processor time of a host with one app, from its start to its first response to \`GET /health\`, without a compile cache. Median of ${rounds} starts each.`,
      rows: [
        { what: 'a bare app of `@azure/functions`', value: milliseconds(bare), comparison: 'baseline' },
        { what: '`api`', value: milliseconds(plain), comparison: times(plain, bare) },
        {
          what: '`api` with Application Insights',
          value: milliseconds(monitored),
          comparison: `${times(monitored, bare)}, ${milliseconds(monitored - bare)} more`,
        },
      ],
    };
  } finally {
    ingestion.close();
    await cloud.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function firstResponse(directory: string, settings: Record<string, string>): Promise<number> {
  const host = await launchHost({
    directory,
    port: 0,
    output: 'capture',
    environment: { NODE_COMPILE_CACHE: '', NODE_DISABLE_COMPILE_CACHE: '1', ...settings },
  });
  const { status } = await send(`${host.url}/health`);
  const used = processorTimeOf(host.pid);
  await host.kill();
  if (status !== 200) throw new Error(`The first response is ${status}: ${host.output.join('\n')}`);
  return used;
}
