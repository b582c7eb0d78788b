import { createHash, createHmac, type Hash, type Hmac, hkdfSync } from 'node:crypto';
import type { NamedFile } from '../../conversion/files.ts';
import type { Step } from '../../conversion/steps/steps.ts';
import { ConveyorError } from '../../errors.ts';
import { olderPepper } from '../../identity/olderPepper.ts';
import type { Callback } from '../notifications/callback.ts';
import type { JobServices } from '../services.ts';
import type { Fingerprint } from './idempotencyClaim.ts';
import type { InputSource } from './sources.ts';

/** The parts of a request that must match for it to count as a repetition. */
export interface FingerprintedRequest extends Callback {
  steps: Step[];
  files: NamedFile[];
  sources: InputSource[];
  fileName?: string | undefined;
  failOnWarnings?: readonly string[] | undefined;
}

/** The fingerprint of a request, under the newest key. */
export async function fingerprintOf(
  request: FingerprintedRequest,
  { vault }: Pick<JobServices, 'vault'>,
): Promise<Fingerprint & { keyVersion: string }> {
  const { value, version } = await vault.current('device-pepper');
  return { request: digest(createHmac('sha256', keyOf(value)), request), keyVersion: version };
}

/**
 * Whether a stored fingerprint belongs to the request, whichever key version it was made with.
 * @param current the fingerprint of the request, under the newest key
 * @throws ConveyorError `idempotency_key_reused` if the vault no longer has the stored key version
 */
export async function matchesFingerprint(
  stored: Fingerprint,
  current: Fingerprint,
  request: FingerprintedRequest,
  services: JobServices,
): Promise<boolean> {
  if (stored.keyVersion === current.keyVersion) return stored.request === current.request;
  if (stored.keyVersion === undefined) return stored.request === digest(createHash('sha256'), request);
  const pepper = await olderPepper(stored.keyVersion, 'idempotency claims', services);
  if (!pepper)
    throw new ConveyorError('idempotency_key_reused', {
      detail: 'The earlier request with this Idempotency-Key can no longer be verified. Use a new key.',
    });
  return stored.request === digest(createHmac('sha256', keyOf(pepper.value)), request);
}

/** Derives a separate key from the pepper (HKDF, RFC 5869); no other use has this label. */
function keyOf(value: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', value, '', 'idempotency claim', 32));
}

/** Each part is prefixed with its length, so that no two requests hash the same bytes. */
function digest(hash: Hash | Hmac, request: FingerprintedRequest): string {
  const { steps, files, sources, callbackUrl, failOnWarnings, callbackHeaders, callbackBody, fileName } =
    request;
  // Absent values are omitted, so that claims of earlier versions still match.
  const options = JSON.stringify({
    sources,
    callbackUrl,
    failOnWarnings,
    callbackHeaders,
    callbackBody,
    fileName,
  });
  const parts = [
    JSON.stringify(steps),
    ...files.flatMap((file) => [file.name, file.bytes]),
    ...(options === '{"sources":[]}' ? [] : [options]),
  ];
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}
