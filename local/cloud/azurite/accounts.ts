import { randomBytes } from 'node:crypto';
import { readIfExists, writePrivateFile } from '../privateFile.ts';

/**
 * The value of `AZURITE_ACCOUNTS`: the accounts of earlier runs and `names`, each with a random key. The keys are not used:
 * clients authenticate with a token.
 */
export function accountsVariable(path: string, names: readonly string[]): string {
  const keys = JSON.parse(readIfExists(path) ?? '{}') as Record<string, string>;
  for (const name of names) {
    if (!/^[a-z0-9]{3,24}$/.test(name))
      throw new RangeError(
        `The storage account name ${name} is not valid. It must have 3 to 24 lower-case letters and digits.`,
      );
    keys[name] ??= randomBytes(64).toString('base64');
  }
  writePrivateFile(path, JSON.stringify(keys));
  return Object.entries(keys)
    .map(([name, key]) => `${name}:${key}`)
    .join(';');
}
