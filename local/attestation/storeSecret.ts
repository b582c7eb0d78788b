import { SecretClient } from '@azure/keyvault-secrets';
import type { CloudDescription } from '../cloud/description.ts';
import { fetchToken } from '../cloud/identity/fetchToken.ts';

/** Stores a secret in a vault of the cloud as its operator, unless its latest version has this value. */
export async function storeSecret(
  name: string,
  value: string,
  cloud: CloudDescription,
  vaultName: string,
): Promise<void> {
  const credential = {
    getToken: async () => ({
      token: await fetchToken(cloud, 'operator', 'https://vault.azure.net'),
      expiresOnTimestamp: Date.now() + 60_000,
    }),
  };
  const vault = new SecretClient(`${cloud.vaultEndpoint}/${vaultName}`, credential, {
    disableChallengeResourceVerification: true,
  });
  const current = await vault.getSecret(name).catch((error: unknown) => {
    if ((error as { statusCode?: number }).statusCode !== 404) throw error;
    return undefined;
  });
  if (current?.value !== value) await vault.setSecret(name, value);
}
