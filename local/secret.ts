import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { openVault } from './openVault.ts';

// `npm run secret -- <name> < file`: stores a secret in the vault of the running app. The value is not an argument because other
// users of the machine can read the arguments of a process.

const usage = `Usage: npm run secret -- <name> < file

Stores the content of a file as a new version of a secret, in the vault of the running app.
docs/configuration.md lists the secrets.
`;

try {
  const [name, ...more] = process.argv.slice(2);
  if (name === '--help' || name === '-h') console.log(usage.trimEnd());
  else if (!name || more.length > 0 || process.stdin.isTTY) fail(usage.trimEnd());
  else {
    const vault = await openVault(fileURLToPath(new URL('..', import.meta.url)));
    // Editors and `echo` end a file with a line break that is not part of a key.
    const value = (await text(process.stdin)).replace(/\r?\n$/, '');
    if (value === '') fail('The value is empty.');
    else {
      const { properties } = await vault.setSecret(name, value);
      console.log(`The secret ${name} has the new version ${properties.version}.`);
    }
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
