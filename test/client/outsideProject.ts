import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../build/root.ts';

const run = promisify(execFile);
const modules = join(root, 'node_modules');

/** The program of a user, for Node.js and for browsers. */
const program = `import { ApiError, createClient, registerDevice } from 'conveyor-client';

export async function convert(url: string, file: File): Promise<string[]> {
  const { token } = await registerDevice(url);
  const client = createClient({ url, credentials: token });
  const { job, result } = await client.convert(file, 'pdf');
  const refusal = await client.convert(new File(['text'], 'a.pdf'), 'pdf').catch((error: unknown) => error);
  const code = refusal instanceof ApiError ? refusal.code : 'none';
  return [job.results?.[0]?.name ?? '', (await result.text()).slice(0, 5), code];
}
`;
const main = `import { openFile } from 'conveyor-client/node';
import { convert } from './program.ts';

const [url, path] = process.argv.slice(2) as [string, string];
console.log(JSON.stringify(await convert(url, await openFile(path))));
`;

export interface OutsideProject {
  folder: string;
  remove(): Promise<void>;
}

/** Packs the client and installs it in a project outside of the repository, without the internet. */
export async function outsideProject(): Promise<OutsideProject> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-client-'));
  await run('npm', ['pack', '--silent', '--pack-destination', folder, '-w', 'client'], { cwd: root });
  const [filename] = await readdir(folder);
  const dependencies = {
    'conveyor-client': `file:${filename}`,
    // From the repository instead of the registry.
    'openapi-fetch': `file:${join(modules, 'openapi-fetch')}`,
    'openapi-typescript-helpers': `file:${join(modules, 'openapi-typescript-helpers')}`,
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', dependencies }));
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--install-links'], { cwd: folder });
  await writeFile(join(folder, 'program.ts'), program);
  await writeFile(join(folder, 'main.ts'), main);
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/** Runs its main program with Node.js. @returns what it prints, as JSON */
export async function runMain({ folder }: OutsideProject, args: string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['main.ts', ...args], { cwd: folder });
  return JSON.parse(stdout);
}

/** What the compiler prints about the types of the package and programs that use them; empty if it accepts them. */
export async function compilerOutput({ folder }: OutsideProject, programs: string[]): Promise<string> {
  const files = programs.map((_, index) => `program-${index}.ts`);
  await Promise.all(programs.map((text, index) => writeFile(join(folder, files[index] ?? ''), text)));
  const options =
    '--noEmit --strict --exactOptionalPropertyTypes --module nodenext --target esnext --types node';
  const types = ['--typeRoots', join(modules, '@types')];
  const compiler = [join(modules, 'typescript/bin/tsc'), ...options.split(' '), ...types];
  return run(process.execPath, [...compiler, 'program.ts', ...files], { cwd: folder }).then(
    ({ stdout }) => stdout,
    (error: { message: string; stdout: string }) => error.stdout || error.message,
  );
}
