import { fileURLToPath } from 'node:url';
import { type Command, readCommand, UsageError, usage } from './convert/commandLine.ts';
import { type Connection, connect, startOwn } from './convert/connect.ts';
import { convertAll } from './convert/convertAll.ts';
import { progressOf } from './convert/progress.ts';
import { tasksOf, type Work } from './convert/tasks.ts';
import { endWithLauncher } from './endWithLauncher.ts';

// `npm run convert`: converts files with the app that runs on this machine.

const root = fileURLToPath(new URL('..', import.meta.url));
const stopping = new AbortController();
let signalledAt = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    // One Ctrl-C can arrive twice: from the terminal and forwarded by the parent. A later one exits at once.
    if (stopping.signal.aborted && performance.now() - signalledAt > 500) process.exit(130);
    if (stopping.signal.aborted) return;
    signalledAt = performance.now();
    stopping.abort(new Error('Stopped.'));
  });

endWithLauncher();
const request = parseRequest();
process.exitCode = request ? await convert(request.command, request.work) : 0;

/** @returns undefined after printing the help. Exits with code 2 if the command is invalid. */
function parseRequest(): { command: Command; work: Work } | undefined {
  try {
    // npm runs scripts in the root folder and passes the caller's folder in INIT_CWD.
    const command = readCommand(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
    if (command) return { command, work: tasksOf(command) };
    console.log(usage.trimEnd());
    return undefined;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\nFor usage, run: npm run convert -- --help`);
    process.exit(2);
  }
}

async function convert(command: Command, { tasks, skipped }: Work): Promise<number> {
  if (tasks.length === 0) {
    console.error(`No file to convert${skipped > 0 ? `: ${skipped} skipped (format not supported)` : ''}.`);
    return 1;
  }
  let connection: Connection | undefined;
  try {
    connection = command.start ? await startOwn(root) : await connect(root);
    const progress = progressOf(tasks.length, process);
    const began = performance.now();
    const failures = await convertAll(tasks, {
      client: connection.client,
      command,
      progress,
      signal: stopping.signal,
    });
    progress.end();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const skippedText = skipped > 0 ? `, ${skipped} skipped` : '';
    if (tasks.length > 1 && !stopping.signal.aborted)
      console.log(`${tasks.length - failures} converted, ${failures} failed${skippedText} in ${seconds} s.`);
    return stopping.signal.aborted ? 130 : failures === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await connection?.close();
  }
}
