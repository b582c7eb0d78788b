import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convertFile } from './demo/convertFile.ts';
import { exposure } from './demo/exposure.ts';
import { readPdf } from './demo/readPdf.ts';
import { type Running, run } from './running.ts';

// Registers with a running app, or one of its own, and converts a document of each kind. Then exposure keys go their way,
// always in an app of its own, for time passes there.

const documents = ['letter.docx', 'budget.xlsx', 'slides.pptx', 'page.html', 'notes.md'];
const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'out');

let ending: Promise<never> | undefined;
let own: { running?: Running; data: string } | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(130));
try {
  const url = await appUrl();
  const token = await register(url);
  await mkdir(out, { recursive: true });
  let failed = 0;
  for (const name of documents) {
    const began = performance.now();
    const bytes = await readFile(join(root, 'examples', name));
    const progress = (status: string) => line(`  ${name.padEnd(14)} ${status} …`);
    try {
      const pdf = await convertFile({ url, token, name, bytes, progress });
      const { pages } = await readPdf(pdf);
      const file = `${name.replace(/\.\w+$/, '')}.pdf`;
      await writeFile(join(out, file), pdf);
      const first = (pages[0] ?? '').trim().split(/\r?\n/)[0]?.trim() ?? '';
      const count = `${pages.length} ${pages.length === 1 ? 'page ' : 'pages'}`;
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      line(
        `  ${name.padEnd(14)} → out/${file.padEnd(12)} ${count}  ${seconds.padStart(4)} s  “${first}”`,
        true,
      );
    } catch (error) {
      failed++;
      line(`  ${name.padEnd(14)} failed: ${error instanceof Error ? error.message : error}`, true);
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
  const isRunning = await fetch(`${url}/health`)
    .then(async (answer) => ((await answer.json()) as { status?: string }).status === 'up')
    // Nobody answers there, or something else does.
    .catch(() => false);
  if (isRunning) {
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

async function register(url: string): Promise<string> {
  const answer = await fetch(`${url}/v1/register`, { method: 'POST' });
  if (answer.status !== 201) throw new Error(`Registration was refused: ${await answer.text()}`);
  return ((await answer.json()) as { token: string }).token;
}
