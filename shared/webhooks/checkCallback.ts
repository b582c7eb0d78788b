import { isIP } from 'node:net';
import type { Configuration } from '../configuration.ts';
import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';

/**
 * Whether a callback can be promised: its address is one that may be reached, and there is a secret to sign with.
 * @throws ConveyorError `address_not_allowed`, `webhook_secret_missing`
 */
export async function checkCallback(
  url: string,
  { deviceId }: CallerOf<'device'>,
  { outbound, config, devices }: Services,
): Promise<void> {
  outbound.check(url);
  // What is signed can still be read on its way: it goes in clear only where the operator has opened the address.
  if (new URL(url).protocol !== 'https:' && !isOpened(url, config))
    throw new ConveyorError('address_not_allowed', { detail: 'A callback must be an https:// address.' });
  const stored = await devices.read([deviceId], deviceId);
  if (!stored?.record.webhookSecrets?.length) throw new ConveyorError('webhook_secret_missing');
}

function isOpened(url: string, { outboundAllow }: Configuration): boolean {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const at = Number(port) || 80;
  return outboundAllow.hasName(host, at) || (isIP(host) !== 0 && outboundAllow.hasAddress(host, at));
}
