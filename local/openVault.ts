import { SecretClient } from '@azure/keyvault-secrets';
import { managedIdentity } from '../shared/azure/credential.ts';
import { environment } from './cloud/environment.ts';
import { dataFolderOf, isRunning, readRunningApp } from './runningApp.ts';
import { trust } from './trust.ts';

/**
 * Connects to the vault of the running app, with the permissions of an operator.
 * @throws Error if no app runs with the data folder
 */
export async function openVault(root: string): Promise<SecretClient> {
  const data = dataFolderOf(root);
  const app = readRunningApp(data);
  if (!app || !(await isRunning(app.url)))
    throw new Error(
      `No app is running with the data folder ${data}. Start one with \`npm start\`, or set CONVEYOR_DATA to its data folder.`,
    );
  const [name = ''] = app.cloud.accounts;
  const settings = environment(app.cloud, { name, role: 'operator' });
  trust(app.cloud.certificateFile);
  // The credential reads the address of the identity endpoint from the environment.
  Object.assign(process.env, settings);
  return new SecretClient(settings.KEY_VAULT_URL ?? '', await managedIdentity(), {
    disableChallengeResourceVerification: true,
  });
}
