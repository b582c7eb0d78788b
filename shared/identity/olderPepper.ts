import { statusOf } from '../azure/status.ts';
import type { Secret } from '../azure/vault.ts';
import type { IdentityServices } from './services.ts';

/**
 * An earlier version of the pepper.
 * @param usedBy what was made with it, for the log
 * @returns `undefined` if it was disabled or purged in the vault
 */
export async function olderPepper(
  version: string,
  usedBy: string,
  { vault, log }: Pick<IdentityServices, 'vault' | 'log'>,
): Promise<Secret | undefined> {
  try {
    return await vault.version('device-pepper', version);
  } catch (error) {
    if (![403, 404].includes(statusOf(error) ?? 0)) throw error;
    log.error('The vault no longer has a pepper version that is still in use.', { version, usedBy, error });
    return undefined;
  }
}
