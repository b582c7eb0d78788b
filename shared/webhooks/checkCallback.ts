import { isIP } from 'node:net';
import type { Configuration } from '../configuration.ts';
import { ConveyorError } from '../errors.ts';
import type { Owner } from '../identity/caller.ts';
import type { WebhookServices } from './services.ts';
import { webhookSecretsOf } from './webhookSecret.ts';

/**
 * Checks that a callback URL is allowed and that the caller has a secret to sign with.
 * @throws ConveyorError `address_not_allowed`, `webhook_secret_missing`
 */
export async function checkCallback(
  url: string,
  owner: Owner,
  { outbound, config, webhookSecrets }: Pick<WebhookServices, 'outbound' | 'config' | 'webhookSecrets'>,
): Promise<void> {
  outbound.check(url);
  // A signature does not prevent reading: plain HTTP is allowed only for addresses in OUTBOUND_ALLOW.
  if (new URL(url).protocol !== 'https:' && !isAllowed(url, config))
    throw new ConveyorError('address_not_allowed', { detail: 'The callbackUrl must be an https:// URL.' });
  const stored = await webhookSecrets.read(webhookSecretsOf(owner), owner.callerId);
  if (!stored) throw new ConveyorError('webhook_secret_missing');
}

function isAllowed(url: string, { outboundAllow }: Configuration): boolean {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const at = Number(port) || 80;
  return outboundAllow.hasName(host, at) || (isIP(host) !== 0 && outboundAllow.hasAddress(host, at));
}
