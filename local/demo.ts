import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, isRunning, register } from './client.ts';
import { convertDocument } from './demo/convertDocument.ts';
import { documentDemos } from './demo/documents.ts';
import { exposure } from './demo/exposure.ts';
import { endWithLauncher } from './endWithLauncher.ts';
import { type Running, run } from './running.ts';

// Registers with a running app, or one of its own, converts a document of each kind, and fills templates. Then exposure keys go their way,
// always in an app of its own, for time passes there.

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'out');

endWithLauncher();
let ending: Promise<never> | undefined;
let own: { running?: Running; data: string } | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(130));
try {
  const url = await appUrl();
  const token = await register(url);
  const client = new Client(url, async () => token);
  await mkdir(out, { recursive: true });
  let failed = 0;
  for (const demo of documentDemos) {
    const name = demo.inputs[0].padEnd(13);
    const progress = (what: string) => line(`  ${name} ${what} …`);
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
  line('\nExposure keys, from a phone to all others:\n', true);
  await exposure({ url: await ownUrl(), out, tell: (text) => line(`  ${text}`, true) });
  await end(failed === 0 ? 0 : 1);
} catch (error) {
  if (ending === undefined) console.error(error instanceof Error ? error.message : error);
  await end(1);
}

/** Ends once, whoever asks first. An app of its own leaves nothing behind. */
function end(code: number): Promise<never> {
  ending ??= (async () => {
    await own?.running?.stop();
    if (own) await rm(own.data, { recursive: true, force: true });
    process.exit(code);
  })();
  return ending;
}

/** A line of the terminal; one that is not `done` is written over by the next, where there is a terminal. */
function line(text: string, done = false): void {
  if (ending !== undefined) return;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${text}${done ? '\n' : ''}`);
  else if (done) console.log(text);
}

/** The app that runs already, otherwise one that lasts as long as this. */
async function appUrl(): Promise<string> {
  const url = `http://localhost:${process.env.PORT || 7071}`;
  if (await isRunning(url)) {
    console.log(`Converting with the app at ${url}.\n`);
    return url;
  }
  console.log('No app is running: starting one for this demo.\n');
  return ownUrl();
}

async function ownUrl(): Promise<string> {
  if (own?.running) return own.running.url;
  const data = await mkdtemp(join(tmpdir(), 'conveyor-demo-'));
  own = { data };
  own.running = await run({ root, port: 0, data, fresh: false, watch: false, quiet: true });
  return own.running.url;
}
