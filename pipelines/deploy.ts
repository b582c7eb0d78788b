/** `npm run deploy -- <landscape>`: releases the packages of a folder to a landscape in Azure. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRelease } from '../build/release.ts';
import { root } from '../build/root.ts';
import { azureSlots } from './azure/azureSlots.ts';
import { deployWithoutSlots } from './azure/deployWithoutSlots.ts';
import { readLandscape } from './azure/landscape.ts';
import { PackageStore } from './azure/packageStore.ts';
import { onlyArgument, pathOf, patienceOption, patienceUsage, runCommand, secondsOf } from './commandLine.ts';
import { release } from './release/release.ts';

const usage = `Usage: npm run deploy -- <landscape> [--release <folder>]

Releases packages to a landscape, with the Azure CLI that is signed in. With staging slots: uploads the packages, starts them in the
slots, tests them there, swaps the slots (convert and batch first, then admin and api), tests again, and swaps back if a test fails.
On Flex Consumption, which has no slots: deploys the packages and tests them.

  --release <folder>    with release.json and the packages (dist/)
${patienceUsage}

Exits with 0 if the new version is in production, with 1 if it is not, and with 2 if the command line is wrong.
`;

await runCommand(usage, async () => {
  const { values, positionals } = parseArgs({
    options: { release: { type: 'string' }, ...patienceOption },
    allowPositionals: true,
  });
  const patience = secondsOf('patience', values.patience);
  const landscape = await readLandscape(onlyArgument('a landscape', positionals));
  const folder = values.release ? pathOf(values.release) : join(root, 'dist');
  const released = await readRelease(folder);
  if (landscape.packages === '') {
    await deployWithoutSlots(landscape, released, folder, patience);
    return true;
  }
  const packages = new PackageStore(landscape.packages);
  await packages.publish(released, folder);
  await release(azureSlots(landscape, packages, released, patience), console.log);
  return true;
});
