/**
 * `npm run templates`: writes what the code declares to `infra/manifest.json`, then compiles the templates to
 * `infra/azuredeploy.json` and the parameter files to `infra/landscapes.json`. Needs the Bicep CLI: on the PATH, or the variable
 * BICEP.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, hashOfSources, landscapes, landscapesFile, manifestFile, templateFile } from './files.ts';
import { infrastructureManifest } from './manifest.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

// @azure/functions warns of each function that it does not register outside the host.
console.warn = console.debug = () => undefined;
writeFileSync(manifestFile, json(await infrastructureManifest()));
try {
  const template = JSON.parse(bicep('build', 'main.bicep', '--stdout'));
  template.metadata = { ...template.metadata, sourceHash: hashOfSources() };
  writeFileSync(templateFile, json(template));
  writeFileSync(
    landscapesFile,
    json(Object.fromEntries(landscapes.map((name) => [name, parametersOf(name)]))),
  );
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  console.error('The Bicep CLI is not installed. Run `az bicep install`, or set BICEP to its path.');
  process.exitCode = 1;
}

function bicep(...options: string[]): string {
  return execFileSync(process.env.BICEP ?? 'bicep', options, { cwd: folder, encoding: 'utf8' });
}

function parametersOf(landscape: string): Record<string, unknown> {
  const built = JSON.parse(bicep('build-params', join(folder, `${landscape}.bicepparam`), '--stdout'));
  const { parameters } = JSON.parse(built.parametersJson) as {
    parameters: Record<string, { value: unknown }>;
  };
  return Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));
}
