import { mkdtemp, readFile, rm } from 'node:fs/promises';
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
import { register, resultOf, submit } from './benchApp.ts';
import { durationOf, send } from './load.ts';
import { processorTimeOf } from './processorTime.ts';
import { type Benchmark, median, milliseconds, seconds, times } from './row.ts';
import { runColdEngine } from './runColdEngine.ts';

const rounds = 7;
/** Each with new engines. */
const conversions = 3;
const account = 'conveyor';
const bareFunction = fileURLToPath(new URL('bareFunction', import.meta.url));

/** What a cold instance pays, as it is deployed: `api` until its first response, `convert` until its first job is done. */
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
    const built = await packageRoles(folder, ['api', 'convert'], { compressed: false });
    const unpacked = (role: string) => join(folder, 'unpacked', role);
    for (const { role, file } of built) await unpack(file, unpacked(role));
    const directory = unpacked('api');
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
    const engine: number[] = [];
    const letter: number[] = [];
    const page: number[] = [];
    for (let round = 0; round < conversions; round++) {
      engine.push(await durationOf(runColdEngine));
      for (const [name, times] of [
        ['letter.docx', letter],
        ['page.html', page],
      ] as const)
        times.push(
          await firstJob(
            name,
            { directory, settings: ofApi },
            {
              directory: unpacked('convert'),
              settings: {
                ...environment(cloud.description, { name: account, role: 'convert' }),
                ENGINES: '1',
                ENGINE_CACHE: join(folder, `cache-${name}-${round}`),
              },
            },
          ),
        );
    }
    const alone = median(engine);
    return {
      title: 'Cold start',
      about: `Processor time of a host with one app, from its start to its first response to \`GET /health\`, without a compile cache. Median of ${rounds} starts each. A job of a cold \`convert\` waits in the queue when the host starts; median of ${conversions} starts.`,
      rows: [
        { what: 'a bare app of `@azure/functions`', value: milliseconds(bare), comparison: 'baseline' },
        { what: '`api`', value: milliseconds(plain), comparison: times(plain, bare) },
        {
          what: '`api` with Application Insights',
          value: milliseconds(monitored),
          comparison: `${times(monitored, bare)}, ${milliseconds(monitored - bare)} more`,
        },
        {
          what: 'time of one LibreOffice without an app, to its first PDF',
          value: seconds(alone),
          comparison: 'baseline',
        },
        {
          what: 'time of `convert`, to the end of its first job, a DOCX',
          value: seconds(median(letter)),
          comparison: times(median(letter), alone),
        },
        {
          what: 'the same with a page, for which it unpacks Chromium',
          value: seconds(median(page)),
          comparison: times(median(page), alone),
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

interface App {
  directory: string;
  settings: Record<string, string>;
}

/** Submits a job while no worker runs, then starts one. @returns the time from its start to the end of the job */
async function firstJob(name: string, api: App, worker: App): Promise<number> {
  const front = await launchHost({
    directory: api.directory,
    port: 0,
    output: 'capture',
    environment: api.settings,
  });
  const file = { name, bytes: await readFile(new URL(`../examples/${name}`, import.meta.url)) };
  const headers = await register(front.url);
  const id = await submit(front.url, headers, file);
  const began = performance.now();
  const host = await launchHost({
    directory: worker.directory,
    port: 0,
    output: 'capture',
    environment: { NODE_COMPILE_CACHE: '', NODE_DISABLE_COMPILE_CACHE: '1', ...worker.settings },
  });
  await resultOf(front.url, headers, id);
  const taken = performance.now() - began;
  await Promise.all([host.stop(), front.stop()]);
  return taken;
}
