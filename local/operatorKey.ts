import { fileURLToPath } from 'node:url';
import { openVault } from './openVault.ts';

// `npm run operator-key`: prints the operator key of the running app.

try {
  const vault = await openVault(fileURLToPath(new URL('..', import.meta.url)));
  console.log((await vault.getSecret('operator-key')).value);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
