import { seal, unseal } from '../../identity/seal.ts';
import type { Sealed } from '../../identity/sealed.ts';
import type { IdentityServices } from '../../identity/services.ts';
import { visibleUrl } from '../visibleUrl.ts';

const key = 'webhook-key';

/** What the body of a webhook is: an event with the job, or its result. */
export const callbackBodies = ['job', 'result'] as const;

/** The callback of a submission. */
export interface Callback {
  callbackUrl?: string | undefined;
  /** Additional headers of the webhook, with names in lower case. */
  callbackHeaders?: Readonly<Record<string, string>> | undefined;
  callbackBody?: (typeof callbackBodies)[number] | undefined;
}

/** The callback of a job, as stored in its record for as long as the job: the webhook can be resent. */
export interface StoredCallback {
  /** The address without its query, fragment and user info. */
  callbackUrl?: string;
  /** The full address, if it differs. */
  callbackSealed?: Sealed;
  /** The additional headers, as JSON. */
  callbackHeadersSealed?: Sealed;
  /** `job` if absent. */
  callbackBody?: 'result';
}

/** Bound into the encryption: a sealed text cannot be opened for another job, or as another part. */
const ownerOf = (jobId: string) => ({ url: jobId, headers: `${jobId} headers` });

export async function storedCallback(
  { callbackUrl, callbackHeaders, callbackBody }: Callback,
  jobId: string,
  services: Pick<IdentityServices, 'vault' | 'random'>,
): Promise<StoredCallback> {
  if (callbackUrl === undefined) return {};
  const owner = ownerOf(jobId);
  const visible = visibleUrl(callbackUrl);
  return {
    callbackUrl: visible,
    ...(visible !== callbackUrl && {
      callbackSealed: await seal(callbackUrl, { key, owner: owner.url }, services),
    }),
    ...(callbackHeaders && {
      callbackHeadersSealed: await seal(
        JSON.stringify(callbackHeaders),
        { key, owner: owner.headers },
        services,
      ),
    }),
    ...(callbackBody === 'result' && { callbackBody }),
  };
}

/**
 * The full address, empty if the job has no callback, and the additional headers.
 * @throws Error if the key that sealed them no longer exists
 */
export async function callbackOf(
  { id, callbackUrl = '', callbackSealed, callbackHeadersSealed }: StoredCallback & { id: string },
  services: Pick<IdentityServices, 'vault'>,
): Promise<{ url: string; headers: Record<string, string> }> {
  const owner = ownerOf(id);
  return {
    url: callbackSealed ? await unseal(callbackSealed, { key, owner: owner.url }, services) : callbackUrl,
    headers: callbackHeadersSealed
      ? JSON.parse(await unseal(callbackHeadersSealed, { key, owner: owner.headers }, services))
      : {},
  };
}
