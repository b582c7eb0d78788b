/** `npm run rollback -- <landscape>`: returns a landscape in Azure to a former version. */
import { parseArgs } from 'node:util';
import { azureSlots } from './azure/azureSlots.ts';
import { readLandscape } from './azure/landscape.ts';
import { PackageStore } from './azure/packageStore.ts';
import { onlyArgument, runCommand, secondsOf } from './commandLine.ts';
import { release, rollBack } from './release/release.ts';

const usage = `Usage: npm run rollback -- <landscape> [--version <version>]

Returns a landscape with staging slots to a former version, and tests it. Without a version: swaps the slots, because the staging
slots hold the version that was in production before. With one: releases the stored packages of that version, as npm run deploy does.

  --patience <seconds>  longest wait for readiness, for a job and for the export of the smoke test (600)

Exits with 0 if the former version is in production, with 1 if it is not, and with 2 if the command line is wrong.
`;

await runCommand(usage, async () => {
  const { values, positionals } = parseArgs({
    options: { version: { type: 'string' }, patience: { type: 'string', default: '600' } },
    allowPositionals: true,
  });
  const name = onlyArgument('a landscape', positionals);
  const patience = secondsOf('patience', values.patience);
  const landscape = await readLandscape(name);
  if (landscape.packages === '')
    throw new Error(`${name} has no slots. Build the former version, and deploy it with npm run deploy.`);
  const packages = new PackageStore(landscape.packages);
  if (values.version === undefined) {
    await rollBack(
      azureSlots(landscape, packages, { staging: undefined, production: undefined }, patience),
      console.log,
    );
    return true;
  }
  const former = await packages.read(values.version);
  await release(
    azureSlots(landscape, packages, { staging: former, production: former }, patience),
    console.log,
  );
  return true;
});
