import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { banner } from './banner.ts';
import { buildPage } from './buildPage.ts';
import { endWithLauncher } from './endWithLauncher.ts';
import { type Running, run } from './running.ts';
import { startSentence } from './startSentence.ts';

const usage = `Usage: npm start [-- --fresh] [--attested]

Starts Conveyor and an embedded cloud on this machine.

  --fresh      delete the data of earlier runs first
  --watch      restart the app when a source file changes (npm run dev)
  --attested   require an attestation to register, and trust the local test authority (npm run attestation-token)

  PORT            port to listen on (7071)
  CONVEYOR_DATA   data folder (.conveyor/)
`;

const values = options();

if (values.help) {
  console.log(usage);
  process.exit(0);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const attested = values.attested || process.env.npm_config_attested === 'true';
let running: Running | undefined;
let stopBuild: (() => void) | undefined;
let stopping = false;
let stopRequestedAt = 0;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    const now = performance.now();
    // One Ctrl-C can arrive twice: from the terminal and from the launcher. Only a later one is a second Ctrl-C.
    if (stopping && signal === 'SIGINT' && now - stopRequestedAt > 500) process.exit(130);
    if (stopping) return;
    stopping = true;
    stopRequestedAt = now;
    if (running) void stop(0);
  });

endWithLauncher();
// Writing fails after the terminal or the reader of the output has exited. The app must still shut down cleanly.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });

try {
  const start = performance.now();
  running = await run({
    root,
    port: portOf(process.env.PORT),
    data: process.env.CONVEYOR_DATA || '.conveyor',
    // npm 11 passes an option before `--` in the environment, with a warning: `npm start --fresh`.
    fresh: values.fresh || process.env.npm_config_fresh === 'true',
    watch: values.watch,
    attested,
  });
  void running.failed.then((reason) => {
    if (stopping) return;
    stopping = true;
    console.error(reason);
    return stop(1);
  });
  // Not earlier, because a build uses all cores.
  if (process.env.WEB !== 'off' && !stopping) stopBuild = buildPage(root, { watch: values.watch });
  if (stopping) await stop(0);
  else if (running.started)
    console.log(
      banner(running.url, {
        data: running.data,
        isDefaultData: running.data === resolve(root, '.conveyor'),
        hasCurl: isOnPath('curl'),
        attested,
        milliseconds: performance.now() - start,
        registration: process.env.REGISTRATION,
      }),
    );
} catch (error) {
  console.error(startSentence(error));
  process.exit(1);
}

async function stop(code: number): Promise<void> {
  if (process.stdout.isTTY) process.stdout.write('\nStopping …');
  stopBuild?.();
  await running?.stop();
  if (process.stdout.isTTY) process.stdout.write(' stopped.\n');
  process.exit(code);
}

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function options() {
  try {
    return parseArgs({
      options: {
        fresh: { type: 'boolean', default: false },
        watch: { type: 'boolean', default: false },
        attested: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(1);
  }
}

function portOf(text: string | undefined): number {
  const port = Number(text || 7071);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  console.error(`PORT must be a number from 0 to 65535; it is "${text}".`);
  process.exit(1);
}
