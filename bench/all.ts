import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { endWithLauncher } from '../local/endWithLauncher.ts';
import release from '../package.json' with { type: 'json' };
import { attestation } from './attestation.ts';
import { authentication } from './authentication.ts';
import { coldStart } from './coldStart.ts';
import { engines } from './engines.ts';
import { exports } from './exports.ts';
import { fairness } from './fairness.ts';
import { jobs } from './jobs.ts';
import { latency } from './latency.ts';
import { memory } from './memory.ts';
import { packages } from './packages.ts';
import { page } from './page.ts';
import { pages } from './pages.ts';
import { publish } from './publish.ts';
import { requests } from './requests.ts';
import type { Benchmark } from './row.ts';
import { starts } from './starts.ts';
import { startUp } from './startUp.ts';
import { toolbox } from './toolbox.ts';

// npm run bench              runs all benchmarks and writes docs/benchmarks.md
// npm run bench -- jobs …    runs these only and prints them

const all: Record<string, () => Promise<Benchmark>> = {
  attestation,
  authentication,
  coldStart,
  engines,
  exports,
  fairness,
  jobs,
  latency,
  memory,
  page,
  packages,
  pages,
  publish,
  requests,
  startUp,
  starts,
  toolbox,
};
endWithLauncher();
const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !Object.hasOwn(all, name));
if (unknown.length > 0) {
  console.error(`Unknown benchmark: ${unknown.join(', ')}. Known: ${Object.keys(all).join(', ')}.`);
  process.exit(1);
}

const selected = positionals.length > 0 ? positionals : Object.keys(all);
const sections: string[] = [];
for (const name of selected) {
  const benchmark = await all[name]?.();
  if (!benchmark) continue;
  sections.push(sectionOf(benchmark));
  console.log(`\n${sections.at(-1)}`);
}
if (positionals.length === 0)
  await writeFile(new URL('../docs/benchmarks.md', import.meta.url), `${header()}\n${sections.join('\n')}`);

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
