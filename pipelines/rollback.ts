/** `npm run rollback -- <landscape>`: returns a landscape in Azure to a former version. */
import { parseArgs } from 'node:util';
import { azureSlots } from './azure/azureSlots.ts';
import { readLandscape } from './azure/landscape.ts';
import { PackageStore } from './azure/packageStore.ts';
import { onlyArgument, patienceOption, patienceUsage, runCommand, secondsOf } from './commandLine.ts';
import { release, rollBack } from './release/release.ts';

const usage = `Usage: npm run rollback -- <landscape> [--version <version>]

Returns a landscape with staging slots to a former version, and tests it. Without a version: swaps the slots, because the staging
slots hold the version that was in production before. With one: releases the stored packages of that version, as npm run deploy does.

${patienceUsage}

Exits with 0 if the former version is in production, with 1 if it is not, and with 2 if the command line is wrong.
`;

await runCommand(usage, async () => {
  const { values, positionals } = parseArgs({
    options: { version: { type: 'string' }, ...patienceOption },
    allowPositionals: true,
  });
  const name = onlyArgument('a landscape', positionals);
  const patience = secondsOf('patience', values.patience);
  const landscape = await readLandscape(name);
  if (landscape.packages === '')
    throw new Error(`${name} has no slots. Build the former version, and deploy it with npm run deploy.`);
  const packages = new PackageStore(landscape.packages);
  const former = values.version === undefined ? undefined : await packages.read(values.version);
  const slots = azureSlots(landscape, packages, former, patience);
  await (former ? release(slots, console.log) : rollBack(slots, console.log));
  return true;
});
