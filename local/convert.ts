import { fileURLToPath } from 'node:url';
import { type Command, readCommand, UsageError, usage } from './convert/commandLine.ts';
import { type Connection, connect, startOwn } from './convert/connect.ts';
import { convertAll } from './convert/convertAll.ts';
import { progressOf } from './convert/progress.ts';
import { tasksOf, type Work } from './convert/tasks.ts';
import { endWithLauncher } from './endWithLauncher.ts';

// Converts files with the app that runs on this machine, for a person at a terminal.

const root = fileURLToPath(new URL('..', import.meta.url));
const stopping = new AbortController();
let askedAt = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    // One Ctrl-C may arrive twice: from the terminal, and handed on. Whoever presses it again means it.
    if (stopping.signal.aborted && performance.now() - askedAt > 500) process.exit(130);
    if (stopping.signal.aborted) return;
    askedAt = performance.now();
    stopping.abort(new Error('Stopped.'));
  });

endWithLauncher();
const asked = understood();
process.exitCode = asked ? await convert(asked.command, asked.work) : 0;

/** What is asked for; a command that is wrong ends here. */
function understood(): { command: Command; work: Work } | undefined {
  try {
    // npm says where it was called; its scripts run at the root.
    const command = readCommand(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
    if (command) return { command, work: tasksOf(command) };
    console.log(usage.trimEnd());
    return undefined;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\`npm run convert -- --help\` tells how it is used.`);
    process.exit(2);
  }
}

async function convert(command: Command, { tasks, leftOut }: Work): Promise<number> {
  if (tasks.length === 0) {
    console.error(`There is nothing to convert${leftOut > 0 ? `: none of ${leftOut} files fits` : ''}.`);
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
    const rest =
      leftOut > 0 ? ` ${leftOut} other ${leftOut === 1 ? 'file was' : 'files were'} left out.` : '';
    if (tasks.length > 1 && !stopping.signal.aborted)
      console.log(`${tasks.length - failures} converted, ${failures} failed, in ${seconds} s.${rest}`);
    return stopping.signal.aborted ? 130 : failures === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await connection?.close();
  }
}
