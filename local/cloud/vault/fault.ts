import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { CloudDescription } from '../description.ts';
import { fetchToken } from '../identity/fetchToken.ts';

/** How a vault is ill: it throttles every call, or it is away; `well` ends that. */
export interface VaultFault {
  kind: 'throttled' | 'away' | 'well';
  /** Seconds that `Retry-After` tells a throttled caller. */
  retryAfter?: number;
  /** After so many calls it is well again; without it, when told. */
  calls?: number;
}

/** The fault that the next call of a vault meets, counted down. */
export function faultOf(faults: Map<string, VaultFault>, vault: string): VaultFault | undefined {
  const fault = faults.get(vault);
  if (fault?.calls === undefined) return fault;
  if (fault.calls <= 0) return undefined;
  fault.calls -= 1;
  return fault;
}

/** Makes a vault ill or well again: for tests of what an app does then. */
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
  if (status !== 204) throw new Error(`The vault answered ${status}.`);
}
