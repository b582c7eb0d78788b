import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '../client/src/client.ts';
import { registerDevice } from '../client/src/credentials.ts';
import { convertDocument } from './demo/convertDocument.ts';
import { documentDemos } from './demo/documents.ts';
import { exposure } from './demo/exposure.ts';
import { endWithLauncher } from './endWithLauncher.ts';
import { type Running, run } from './running.ts';
import { appUrlOf, isRunning } from './runningApp.ts';

// `npm run demo`: converts documents and fills templates with the running app, or with a temporary one. Then it publishes and exports
// exposure keys. This part always uses a temporary app because it moves the clock forward.

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'out');

endWithLauncher();
let ending: Promise<never> | undefined;
let own: { running?: Running; data: string } | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(130));
try {
  const url = await appUrl();
  const { token } = await registerDevice(url);
  const client = createClient({ url, credentials: token });
  await mkdir(out, { recursive: true });
  let failed = 0;
  for (const demo of documentDemos) {
    const name = demo.inputs[0].padEnd(13);
    const progress = (state: string) => line(`  ${name} ${state} …`);
    try {
      line(
        `  ${await convertDocument(demo, client, { examples: join(root, 'examples'), out }, progress)}`,
        true,
      );
    } catch (error) {
      failed++;
      line(`  ${name} failed: ${error instanceof Error ? error.message : error}`, true);
    }
  }
  line('\nExposure keys:\n', true);
  await exposure({ url: await ownUrl(), out, print: (text) => line(`  ${text}`, true) });
  await end(failed === 0 ? 0 : 1);
} catch (error) {
  if (ending === undefined) console.error(error instanceof Error ? error.message : error);
  await end(1);
}

/** Stops the temporary app, deletes its data and exits. Later calls wait for the first one. */
function end(code: number): Promise<never> {
  ending ??= (async () => {
    await own?.running?.stop();
    if (own) await rm(own.data, { recursive: true, force: true });
    process.exit(code);
  })();
  return ending;
}

/** Prints a line. On a terminal the next line overwrites it unless it is `done`. */
function line(text: string, done = false): void {
  if (ending !== undefined) return;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${text}${done ? '\n' : ''}`);
  else if (done) console.log(text);
}

/** The URL of the running app, or of a temporary one. */
async function appUrl(): Promise<string> {
  const url = appUrlOf(root);
  if (await isRunning(url)) {
    console.log(`Converting with the app at ${url}.\n`);
    return url;
  }
  console.log('No app is running. Starting a temporary one.\n');
  return ownUrl();
}

async function ownUrl(): Promise<string> {
  if (own?.running) return own.running.url;
  const data = await mkdtemp(join(tmpdir(), 'conveyor-demo-'));
  own = { data };
  own.running = await run({ root, port: 0, data, fresh: false, watch: false, quiet: true });
  return own.running.url;
}
