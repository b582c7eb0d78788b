/** `npm run proto`: generates the code that writes and reads export files from `proto/export.proto`. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pbjs } from 'protobufjs-cli';
import { root } from './root.ts';

/** Two modules: the app only writes these files, and tools only read them. */
const modules = {
  exportWriter: ['--no-decode'],
  exportReader: ['--no-encode'],
};

const options = [
  '--target=static-module',
  '--wrap=esm',
  '--es6',
  '--dts',
  // Unix seconds are exact as numbers until the year 285 million.
  '--force-number',
  ...['create', 'verify', 'convert', 'delimited', 'typeurl', 'service'].map((what) => `--no-${what}`),
];

/**
 * The generated files: name in `proto/` → content. The same schema gives the same bytes. pbjs begins each module with a line that
 * disables rules of ESLint. It has no effect: this project uses Biome, and biome.json excludes these files.
 */
export async function protoFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-proto-'));
  try {
    for (const [name, flags] of Object.entries(modules)) {
      const out = join(directory, `${name}.js`);
      const schema = join(root, 'proto/export.proto');
      await new Promise<void>((resolve, reject) => {
        pbjs.main([...options, ...flags, `--root=${name}`, `--out=${out}`, schema], (error) =>
          error ? reject(error) : resolve(),
        );
      });
      files.set(`${name}.js`, await readFile(out, 'utf8'));
      // An unused import whose syntax is not erasable.
      const types = (await readFile(join(directory, `${name}.d.ts`), 'utf8')).replace(
        /^import Long.*\n/m,
        '',
      );
      files.set(`${name}.d.ts`, types);
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  return files;
}

if (import.meta.main)
  for (const [name, content] of await protoFiles()) await writeFile(join(root, 'proto', name), content);
