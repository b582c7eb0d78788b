import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { endWithLauncher } from '../local/endWithLauncher.ts';
import { installedSoffice } from './conversion/libreoffice/installedSoffice.ts';
import { missingTools } from './docs/missingTools.ts';

// Runs the checks of `npm test` in order and stops at the first failure.

endWithLauncher();
const { values, positionals } = parseOptions();

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (path: string) => [process.execPath, `${root}node_modules/${path}`];

const vitest = ['run', ...(values.soak ? ['--config', 'test/soak/vitest.config.ts'] : []), ...positionals];
const checks = {
  types: [...bin('typescript/bin/tsc'), '--noEmit'],
  'types of browser code': [...bin('typescript/bin/tsc'), '--noEmit', '--project', 'console'],
  lint: [...bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.'],
  language: [process.execPath, `${root}test/language/checkLanguage.ts`],
  'dead code': [...bin('knip/bin/knip.js'), '--treat-config-hints-as-errors'],
  tests: [...bin('vitest/vitest.mjs'), ...vitest],
};

// Processes that tests kill leave their files behind, so everything temporary is in one folder, which is deleted.
const temporary = mkdtempSync(join(tmpdir(), 'conveyor-run-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 }));
const environment = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };

const isWholeSuite = !values.soak && positionals.length === 0;

const selected = Object.entries(checks).filter(([name]) =>
  values.soak ? name === 'tests' : !values.static || name !== 'tests',
);

for (const [name, [command = '', ...options]] of selected) {
  const start = performance.now();
  console.log(`\n${name}`);
  if (name === 'tests' && isWholeSuite) console.log('All tests take about 8 to 10 minutes on two cores.');
  const code = await run(command, options);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (code !== 0) {
    console.error(`\n${name} failed after ${seconds} s.`);
    process.exit(code);
  }
  console.log(`${name} passed in ${seconds} s.`);
}

if (isWholeSuite && !values.static && missingTools.length > 0)
  console.log(`Examples of the documentation were skipped because they need ${missingTools.join(', ')}.`);
if (isWholeSuite && !values.static && !installedSoffice)
  console.log(
    'Some tests were skipped because they need a native LibreOffice (soffice), which is not installed.',
  );

/** Runs a command and forwards termination signals to it. @returns its exit code */
async function run(command: string, options: string[]): Promise<number> {
  const child = spawn(command, options, { cwd: root, env: environment, stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGTERM', pass).on('SIGHUP', pass);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGTERM', pass).off('SIGHUP', pass);
  return code ?? 1;
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        /** Everything except tests. */
        static: { type: 'boolean', default: false },
        /** Only the soak tests. */
        soak: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
  } catch (error) {
    console.error(`${(error as Error).message}\n\nUsage: npm test [-- --static | --soak] [test files]`);
    process.exit(1);
  }
}
