/** `npm run secrets -- <landscape>`: creates the secrets and keys that the vault of a landscape lacks. */
import { parseArgs } from 'node:util';
import { AzureCliCredential } from '@azure/identity';
import { KeyClient } from '@azure/keyvault-keys';
import { SecretClient } from '@azure/keyvault-secrets';
import { keys, secrets } from '../shared/secrets.ts';
import { createMissingKeys, createMissingSecrets } from './azure/createMissingSecrets.ts';
import { readLandscape } from './azure/landscape.ts';
import { onlyArgument, runCommand } from './commandLine.ts';

const usage = `Usage: npm run secrets -- <landscape>

Creates the secrets and signing keys that the vault of a deployed landscape lacks, as the user or pipeline that is signed in to the Azure CLI. Its
object id must be in access.secretOfficers of the landscape. Present secrets do not change, and no value is printed.

Exits with 0 for success, with 1 for a failure, and with 2 if the command line is wrong.
`;

const sentences = {
  present: 'is present.',
  created: 'was created.',
  external: 'comes from Google or Apple. Store it if apps are attested: see docs/attestation.md.',
};

await runCommand(usage, async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const { vaultName } = await readLandscape(onlyArgument('a landscape', positionals));
  const [url, credential] = [`https://${vaultName}.vault.azure.net`, new AzureCliCredential()];
  // Not by `az`: other users of the machine can read the arguments of a process.
  for (const [name, outcome] of await createMissingSecrets(new SecretClient(url, credential), secrets))
    console.log(`${name} ${sentences[outcome]}`);
  for (const name of await createMissingKeys(new KeyClient(url, credential), Object.keys(keys)))
    console.log(`The key ${name} was created.`);
  return true;
});
