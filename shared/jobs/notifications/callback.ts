import { seal, unseal } from '../../identity/seal.ts';
import type { Sealed } from '../../identity/sealed.ts';
import type { JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';
import { visibleUrl } from '../visibleUrl.ts';

const key = 'webhook-key';

/** The callback of a job, as stored in its record. */
export interface StoredCallback {
  /** The address without its query, fragment and user info. */
  callbackUrl: string;
  /** The full address, if it differs: the webhook can be resent for as long as the job is kept. */
  callbackSealed?: Sealed;
}

/** @param jobId bound into the encryption: a sealed address cannot be opened for another job */
export async function storedCallback(
  url: string,
  jobId: string,
  services: JobServices,
): Promise<StoredCallback> {
  const callbackUrl = visibleUrl(url);
  if (callbackUrl === url) return { callbackUrl };
  return { callbackUrl, callbackSealed: await seal(url, { key, owner: jobId }, services) };
}

/** The full address; empty if the job has no callback. @throws Error if the key that sealed it no longer exists */
export async function callbackOf(
  { id, callbackUrl = '', callbackSealed }: JobRecord,
  services: JobServices,
): Promise<string> {
  return callbackSealed ? unseal(callbackSealed, { key, owner: id }, services) : callbackUrl;
}
