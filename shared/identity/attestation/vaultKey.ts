import type { KeyObject } from 'node:crypto';
import { statusOf } from '../../azure/status.ts';
import type { Secret } from '../../azure/vault.ts';
import { ConveyorError } from '../../errors.ts';
import type { IdentityServices } from '../services.ts';

/** Parsing a key takes longer than using it, so each version of a secret is parsed once. */
const parsed = new WeakMap<Secret, KeyObject>();

/**
 * Reads a key that operators store as a secret in the vault.
 * @throws ConveyorError `misconfigured` if the secret is missing or not a valid key.
 */
export async function vaultKey(
  name: string,
  parse: (value: string) => KeyObject,
  { vault, log }: Pick<IdentityServices, 'vault' | 'log'>,
): Promise<KeyObject> {
  const secret = await vault.current(name).catch((error: unknown) => {
    if (![403, 404].includes(statusOf(error) ?? 0)) throw error;
    throw misconfigured(`The secret ${name} cannot be read from the vault.`, log, error);
  });
  const cached = parsed.get(secret);
  if (cached) return cached;
  try {
    const key = parse(secret.value);
    parsed.set(secret, key);
    return key;
  } catch {
    // The parser's error is discarded because its message may contain parts of the key.
    throw misconfigured(`The secret ${name} in the vault is not a valid key of the expected type.`, log);
  }
}

function misconfigured(message: string, log: IdentityServices['log'], cause?: unknown): ConveyorError {
  log.error(message);
  return new ConveyorError('misconfigured', { cause });
}
