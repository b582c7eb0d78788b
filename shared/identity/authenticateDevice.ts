import { deviceScopes, type TenantCaller } from './caller.ts';
import { verifySecret } from './credentials/verifySecret.ts';
import type { IdentityServices } from './services.ts';

const credential = /^([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** Whether a token has the form `<uuid>.<secret>`. */
export const isDeviceToken = (token: string) => credential.test(token);

/**
 * The device of a token `<uuid>.<secret>`.
 * @returns `undefined` if the token is wrong or was revoked
 */
export async function authenticateDevice(
  token: string,
  services: Pick<IdentityServices, 'devices' | 'vault' | 'clock' | 'log'>,
): Promise<TenantCaller | undefined> {
  const [, id = '', secret = ''] = credential.exec(token) ?? [];
  const verified = await verifySecret('devices', { id, secret }, services.devices, services);
  if (!verified) return undefined;
  const { organisationId } = verified.record;
  return { kind: 'device', organisationId, callerId: id, scopes: deviceScopes };
}
