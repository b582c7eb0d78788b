import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { endWithLauncher } from '../local/endWithLauncher.ts';
import release from '../package.json' with { type: 'json' };
import { benchmarks } from './benchmarks.ts';
import type { Benchmark } from './row.ts';

// npm run bench              runs all benchmarks and writes docs/benchmarks.md
// npm run bench -- jobs …    runs these only and prints them

endWithLauncher();
const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(`Unknown benchmark: ${unknown.join(', ')}. Known: ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(1);
}

const selected = positionals.length > 0 ? positionals : Object.keys(benchmarks);
const sections: string[] = [];
for (const name of selected) {
  sections.push(sectionOf(await run(name)));
  console.log(`\n${sections.at(-1)}`);
}
if (positionals.length === 0)
  await writeFile(new URL('../docs/benchmarks.md', import.meta.url), `${header()}\n${sections.join('\n')}`);

/** Runs a benchmark in a process of its own: a process keeps the credential of its first cloud, and what the engine has compiled. */
async function run(name: string): Promise<Benchmark> {
  const child = fork(fileURLToPath(new URL('one.ts', import.meta.url)), [name]);
  let benchmark: Benchmark | undefined;
  child.once('message', (message) => {
    benchmark = message as Benchmark;
  });
  await Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
  if (!benchmark) throw new Error(`The benchmark ${name} failed.`);
  return benchmark;
}

function sectionOf({ title, about, rows }: Benchmark): string {
  const lines = rows.map(({ what, value, comparison = '' }) => `| ${what} | ${value} | ${comparison} |`);
  return [`## ${title}`, '', about, '', '| | | |', '|---|---|---|', ...lines, ''].join('\n');
}

function header(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown';
  return `# Benchmarks

\`npm run bench\` measures these figures and writes this page. Compare the ratios, which refer to a baseline of the same run.
The load generator, the app, the embedded cloud and the engines share the cores of one machine:
${cpus().length} × ${model}, ${Math.round(totalmem() / 1024 ** 3)} GB, ${process.platform}, Node.js ${process.version}.
Measured with version ${release.version} on ${new Date().toISOString().slice(0, 10)}.
`;
}
