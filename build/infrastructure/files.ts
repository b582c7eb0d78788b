import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';

export const folder = join(root, 'infra');

/** The landscapes, each a parameter file. */
export const landscapes = globSync('*.bicepparam', { cwd: folder })
  .map((file) => file.replace('.bicepparam', ''))
  .sort();

/** What the code declares. */
export const manifestFile = join(folder, 'manifest.json');
/** The compiled template, which the button "Deploy to Azure" needs. */
export const templateFile = join(folder, 'azuredeploy.json');
/** The values of the parameter files, for the tests. */
export const landscapesFile = join(folder, 'landscapes.json');

/** SHA-256 of every file from which the compiled files are made, with its name. */
export function hashOfSources(): string {
  const files = globSync(['**/*.{bicep,bicepparam}', 'manifest.json', 'alertRules.json', 'workbook.json'], {
    cwd: folder,
  });
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0');
  return hash.digest('hex');
}
