import { isIP } from 'node:net';
import type { Configuration } from '../configuration.ts';
import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/caller.ts';
import type { WebhookServices } from './services.ts';

/**
 * Checks that a callback URL is allowed and that the device has a secret to sign with.
 * @throws ConveyorError `address_not_allowed`, `webhook_secret_missing`
 */
export async function checkCallback(
  url: string,
  { deviceId }: CallerOf<'device'>,
  { outbound, config, devices }: Pick<WebhookServices, 'outbound' | 'config' | 'devices'>,
): Promise<void> {
  outbound.check(url);
  // A signature does not prevent reading: plain HTTP is allowed only for addresses in OUTBOUND_ALLOW.
  if (new URL(url).protocol !== 'https:' && !isAllowed(url, config))
    throw new ConveyorError('address_not_allowed', { detail: 'The callbackUrl must be an https:// URL.' });
  const stored = await devices.read([deviceId], deviceId);
  if (!stored?.record.webhookSecrets?.length) throw new ConveyorError('webhook_secret_missing');
}

function isAllowed(url: string, { outboundAllow }: Configuration): boolean {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const at = Number(port) || 80;
  return outboundAllow.hasName(host, at) || (isIP(host) !== 0 && outboundAllow.hasAddress(host, at));
}
