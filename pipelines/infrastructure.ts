/** `npm run infrastructure -- <landscape>`: compares a landscape with its templates, and deploys them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../build/root.ts';
import { az } from './azure/az.ts';
import { deploymentName, groupOf } from './azure/landscape.ts';
import { runningVersions } from './azure/runningVersions.ts';
import { whatIf } from './azure/whatIf.ts';
import { onlyArgument, runCommand, UsageError } from './commandLine.ts';

const usage = `Usage: npm run infrastructure -- <landscape> [--drift | --deploy]

Lists what a deployment of infra/<landscape>.bicepparam would change, with the Azure CLI that is signed in.

  --drift    fails if anything would change
  --deploy   deploys it; the versions that run in the slots stay

Exits with 0 for success, with 1 for a failure, and with 2 if the command line is wrong.
`;

await runCommand(usage, async () => {
  const { values, positionals } = parseArgs({
    options: { drift: { type: 'boolean', default: false }, deploy: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const landscape = onlyArgument('a landscape', positionals);
  if (values.drift && values.deploy) throw new UsageError('--drift and --deploy exclude each other.');
  const parameters = join(root, 'infra', `${landscape}.bicepparam`);
  if (!existsSync(parameters)) throw new UsageError(`infra/${landscape}.bicepparam does not exist.`);
  // The parameter file reads them: without them, a deployment would replace the packages of the slots.
  Object.assign(process.env, await runningVersions(landscape));
  const deployment = { 'resource-group': groupOf(landscape), name: deploymentName, parameters };
  if (values.deploy) {
    await az('deployment group create', deployment);
    console.log(`${landscape} is deployed.`);
    return true;
  }
  const changes = await whatIf(deployment);
  for (const { changeType, resourceId } of changes) console.log(`${changeType}  ${resourceId}`);
  console.log(`Resources of ${landscape} that differ from their templates: ${changes.length}`);
  return !values.drift || changes.length === 0;
});
