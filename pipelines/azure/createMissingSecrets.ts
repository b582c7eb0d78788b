import type { KeyClient } from '@azure/keyvault-keys';
import type { SecretClient } from '@azure/keyvault-secrets';
import { attestationSecretName, type SecretDeclaration } from '../../shared/secrets.ts';

/** What was done about a secret. `external` values come from Google or Apple: an operator stores them. */
type Outcome = 'present' | 'created' | 'external';

/**
 * Creates the secrets that a vault lacks. A present secret never changes, so a repeated or interrupted run can be repeated.
 * @param declarations the secrets of the app, by name
 * @throws Error if the vault refuses, for example because a deleted secret has the name
 */
export async function createMissingSecrets(
  vault: Pick<SecretClient, 'listPropertiesOfSecrets' | 'setSecret'>,
  declarations: Readonly<Record<string, SecretDeclaration>>,
): Promise<Map<string, Outcome>> {
  const present = new Set<string>();
  for await (const { name } of vault.listPropertiesOfSecrets()) present.add(name);
  const outcomes = new Map<string, Outcome>();
  for (const [name, { generate }] of Object.entries(declarations)) {
    if (present.has(name)) outcomes.set(name, 'present');
    else if (attestationSecretName.test(name)) outcomes.set(name, 'external');
    else {
      await vault.setSecret(name, generate());
      outcomes.set(name, 'created');
    }
  }
  return outcomes;
}

/** Creates the signing keys that a vault lacks: P-256, for signatures only. @returns the names of the created ones */
export async function createMissingKeys(
  vault: Pick<KeyClient, 'listPropertiesOfKeys' | 'createEcKey'>,
  names: readonly string[],
): Promise<string[]> {
  const present = new Set<string>();
  for await (const { name } of vault.listPropertiesOfKeys()) present.add(name);
  const missing = names.filter((name) => !present.has(name));
  for (const name of missing) await vault.createEcKey(name, { curve: 'P-256', keyOps: ['sign', 'verify'] });
  return missing;
}
