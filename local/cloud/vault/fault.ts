import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { CloudDescription } from '../description.ts';
import { fetchToken } from '../identity/fetchToken.ts';

/** A simulated fault of a vault: it throttles every call or closes the connection. `none` ends the fault. */
export interface VaultFault {
  kind: 'throttled' | 'unavailable' | 'none';
  /** The value of `Retry-After`, in seconds. */
  retryAfter?: number;
  /** The number of calls that fail. Without it, all calls fail until the fault is changed. */
  calls?: number;
}

/** The fault for the next call of a vault. Decrements its number of calls. */
export function nextFault(faults: Map<string, VaultFault>, vault: string): VaultFault | undefined {
  const fault = faults.get(vault);
  if (fault?.calls === undefined) return fault;
  if (fault.calls <= 0) return undefined;
  fault.calls -= 1;
  return fault;
}

/** Sets or ends a fault of a vault. For tests. */
export async function setVaultFault(
  cloud: CloudDescription,
  vault: string,
  fault: VaultFault,
): Promise<void> {
  const token = await fetchToken(cloud, 'operator', 'https://vault.azure.net');
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(
      `${cloud.vaultEndpoint}/${vault}/_fault`,
      {
        method: 'POST',
        ca: readFileSync(cloud.certificateFile),
        headers: { authorization: `Bearer ${token}` },
      },
      (response) => resolve(response.resume().statusCode),
    )
      .on('error', reject)
      .end(JSON.stringify(fault));
  });
  if (status !== 204) throw new Error(`The vault returned status ${status}.`);
}
