import { randomBytes } from 'node:crypto';
import { readIfThere, writePrivateFile } from '../privateFile.ts';

/**
 * The value of `AZURITE_ACCOUNTS`: every account there ever was and the ones asked for, each with a random key.
 * Nobody uses the keys: clients come with a token.
 */
export function accountsVariable(path: string, names: readonly string[]): string {
  const keys = JSON.parse(readIfThere(path) ?? '{}') as Record<string, string>;
  for (const name of names) {
    if (!/^[a-z0-9]{3,24}$/.test(name))
      throw new RangeError(`A storage account has 3 to 24 lower-case letters and digits, not ${name}.`);
    keys[name] ??= randomBytes(64).toString('base64');
  }
  writePrivateFile(path, JSON.stringify(keys));
  return Object.entries(keys)
    .map(([name, key]) => `${name}:${key}`)
    .join(';');
}
