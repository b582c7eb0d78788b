import type { KeyObject } from 'node:crypto';
import { statusOf } from '../../azure/status.ts';
import type { Secret } from '../../azure/vault.ts';
import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';

/** A key takes longer to parse than to use; each version of a secret is parsed once. */
const parsed = new WeakMap<Secret, KeyObject>();

/**
 * A key that an operator has put into the vault.
 * @throws ConveyorError `misconfigured` if there is none, or something else in its place.
 */
export async function vaultKey(
  name: string,
  parse: (value: string) => KeyObject,
  { vault, log }: Pick<Services, 'vault' | 'log'>,
): Promise<KeyObject> {
  const secret = await vault.current(name).catch((error: unknown) => {
    if (![403, 404].includes(statusOf(error) ?? 0)) throw error;
    throw misconfigured(`The secret ${name} cannot be read from the vault.`, log, error);
  });
  const known = parsed.get(secret);
  if (known) return known;
  try {
    const key = parse(secret.value);
    parsed.set(secret, key);
    return key;
  } catch {
    // What the parser says may hold a part of the key.
    throw misconfigured(`The secret ${name} in the vault is not a key of its kind.`, log);
  }
}

function misconfigured(why: string, log: Services['log'], cause?: unknown): ConveyorError {
  log.error(why);
  return new ConveyorError('misconfigured', { cause });
}
