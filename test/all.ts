import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { endWithLauncher } from '../local/endWithLauncher.ts';

// Everything that `npm test` runs, one after the other; the first that fails ends it.

endWithLauncher();
const { values, positionals } = asked();

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (path: string) => [process.execPath, `${root}node_modules/${path}`];

const vitest = ['run', ...(values.soak ? ['--config', 'test/soak/vitest.config.ts'] : []), ...positionals];
const checks = {
  types: [...bin('typescript/bin/tsc'), '--noEmit'],
  lint: [...bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.'],
  tests: [...bin('vitest/vitest.mjs'), ...vitest],
};

const wanted = Object.entries(checks).filter(([name]) =>
  values.soak ? name === 'tests' : !values.static || name !== 'tests',
);

for (const [name, [command = '', ...options]] of wanted) {
  const began = performance.now();
  console.log(`\n${name}`);
  const code = await run(command, options);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (code !== 0) {
    console.error(`\n${name} failed after ${seconds} s.`);
    process.exit(code);
  }
  console.log(`${name} passed in ${seconds} s.`);
}

/** Runs a command to its end; a signal that is to end this process ends the command. @returns its exit code */
async function run(command: string, options: string[]): Promise<number> {
  const child = spawn(command, options, { cwd: root, stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGTERM', pass).on('SIGHUP', pass);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGTERM', pass).off('SIGHUP', pass);
  return code ?? 1;
}

function asked() {
  try {
    return parseArgs({
      options: {
        /** Only what needs no running part. */
        static: { type: 'boolean', default: false },
        /** The tests that take longer. */
        soak: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
  } catch (error) {
    console.error(`${(error as Error).message}\n\nUsage: npm test [-- --static | --soak] [test files]`);
    process.exit(1);
  }
}
