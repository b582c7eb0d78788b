import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A command of the Azure CLI → its output, or a failure with a message. */
export type CliAnswers = Record<string, { output?: unknown; failure?: string }>;

// Nothing here reaches Azure. `replies/<command>` holds the output of a command, and `<command>.failure` a message.
const program = `#!/bin/sh
folder=$(dirname "$0")
printf '%s\\n' "$*" >> "$folder/calls"
command=
for word in "$@"; do
  case $word in -*) break ;; *) command=$command-$word ;; esac
done
if [ -f "$folder/$command.failure" ]; then cat "$folder/$command.failure" >&2; exit 1; fi
if [ -f "$folder/$command" ]; then cat "$folder/$command"; fi
`;

/** Puts an Azure CLI with fixed answers first on the PATH of this process, until the end of the test. */
export async function azureCli(answers: CliAnswers): Promise<{ calls: () => Promise<string[]> }> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-az-'));
  await writeFile(join(folder, 'az'), program);
  await chmod(join(folder, 'az'), 0o755);
  for (const [command, { output, failure }] of Object.entries(answers)) {
    const file = join(folder, `-${command.replaceAll(' ', '-')}`);
    await (failure ? writeFile(`${file}.failure`, failure) : writeFile(file, JSON.stringify(output)));
  }
  const path = process.env.PATH;
  process.env.PATH = `${folder}${delimiter}${path}`;
  onTestFinished(async () => {
    process.env.PATH = path;
    await rm(folder, { recursive: true });
  });
  return { calls: async () => (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n') };
}
