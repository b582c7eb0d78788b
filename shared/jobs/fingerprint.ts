import { createHash, createHmac, type Hash, type Hmac, hkdfSync } from 'node:crypto';
import { statusOf } from '../azure/status.ts';
import type { InputFile } from '../conversion/files.ts';
import type { Step } from '../conversion/steps/steps.ts';
import { ConveyorError } from '../errors.ts';
import type { Services } from '../services.ts';
import type { InputSource } from './sources.ts';

/** What of a request must be the same for it to count as repeated. */
export interface FingerprintedRequest {
  steps: Step[];
  files: InputFile[];
  sources: InputSource[];
  callbackUrl?: string | undefined;
}

/** What tells two requests apart, and nothing of what stands in them: they hold passwords and signed addresses. */
export interface Fingerprint {
  /** HMAC-SHA-256 of the request, hexadecimal. Where the version before wrote it, a plain SHA-256. */
  request: string;
  /** The version of the pepper in Key Vault that the HMAC's key is made of; none for a plain SHA-256. */
  keyVersion?: string;
}

const pepper = 'device-pepper';

/** The fingerprint of a request, under the newest key. */
export async function fingerprintOf(
  request: FingerprintedRequest,
  { vault }: Services,
): Promise<Fingerprint & { keyVersion: string }> {
  const { value, version } = await vault.current(pepper);
  return { request: digest(createHmac('sha256', keyOf(value)), request), keyVersion: version };
}

/**
 * Whether a fingerprint that is kept is the request's, whichever key it was made under.
 * @param mine the request's own, under the newest key
 * @throws ConveyorError `idempotency_key_reused` if its key is gone from the vault, so that nobody can tell
 */
export async function isFingerprintOf(
  kept: Fingerprint,
  mine: Fingerprint,
  request: FingerprintedRequest,
  services: Services,
): Promise<boolean> {
  if (kept.keyVersion === mine.keyVersion) return kept.request === mine.request;
  if (kept.keyVersion === undefined) return kept.request === digest(createHash('sha256'), request);
  const value = await olderPepper(kept.keyVersion, services);
  return kept.request === digest(createHmac('sha256', keyOf(value)), request);
}

async function olderPepper(version: string, { vault, log }: Services): Promise<string> {
  try {
    return (await vault.version(pepper, version)).value;
  } catch (error) {
    if (![403, 404].includes(statusOf(error) ?? 0)) throw error;
    log.error('A pepper that requests of the last day are known by is gone from the vault.', {
      version,
      error,
    });
    throw new ConveyorError('idempotency_key_reused', {
      detail: 'It cannot be told any more what this Idempotency-Key was used with: take another one.',
    });
  }
}

/** A key of its own is made of the pepper (RFC 5869), which keys nothing else with this label. */
function keyOf(value: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', value, '', 'idempotency claim', 32));
}

/** Each part with its length before it, so that no two requests give the same bytes. */
function digest(hash: Hash | Hmac, { steps, files, sources, callbackUrl }: FingerprintedRequest): string {
  const elsewhere = sources.length > 0 || callbackUrl !== undefined;
  const parts = [
    JSON.stringify(steps),
    ...files.flatMap((file) => [file.name, file.bytes]),
    ...(elsewhere ? [JSON.stringify({ sources, callbackUrl })] : []),
  ];
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}
