import { type Sealed, seal, unseal } from '../identity/seal.ts';
import type { Services } from '../services.ts';
import type { JobRecord } from './record.ts';
import { visibleUrl } from './visibleUrl.ts';

const key = 'webhook-key';

/** Who is told of a job's end, as its record keeps it. */
export interface KeptCallback {
  /** The address, as far as it may be seen. */
  callbackUrl: string;
  /** All of it, where there is more: it may be told again for as long as the job is kept. */
  callbackSealed?: Sealed;
}

/** @param jobId whose it is: sealed for one, it opens for no other */
export async function keepCallback(url: string, jobId: string, services: Services): Promise<KeptCallback> {
  const callbackUrl = visibleUrl(url);
  if (callbackUrl === url) return { callbackUrl };
  return { callbackUrl, callbackSealed: await seal(url, { key, owner: jobId }, services) };
}

/** The whole address; empty if the job has no callback. @throws Error if the key that sealed it is gone */
export async function callbackOf(
  { id, callbackUrl = '', callbackSealed }: JobRecord,
  services: Services,
): Promise<string> {
  return callbackSealed ? unseal(callbackSealed, { key, owner: id }, services) : callbackUrl;
}
