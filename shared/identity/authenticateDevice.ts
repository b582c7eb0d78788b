import { deviceScopes, type TenantCaller } from './caller.ts';
import { type Verified, verifySecret } from './credentials/verifySecret.ts';
import type { Device } from './device.ts';
import type { IdentityServices } from './services.ts';

const credential = /^([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\.([\w-]{43})$/;

type DeviceServices = Pick<IdentityServices, 'devices' | 'vault' | 'clock' | 'log'>;

/** Whether a token has the form `<uuid>.<secret>`. */
export const isDeviceToken = (token: string) => credential.test(token);

/**
 * The device of a token `<uuid>.<secret>`.
 * @returns `undefined` if the token is wrong or was revoked
 */
export async function authenticateDevice(
  token: string,
  services: DeviceServices,
): Promise<TenantCaller | undefined> {
  const verified = await verifyDevice(token, services);
  if (!verified) return undefined;
  const { id, organisationId } = verified.record;
  return { kind: 'device', organisationId, callerId: id, scopes: deviceScopes };
}

/** The record of a token `<uuid>.<secret>`. @returns `undefined` if the token is wrong or was revoked */
export async function verifyDevice(
  token: string,
  services: DeviceServices,
): Promise<Verified<Device> | undefined> {
  const [, id, secret] = credential.exec(token) ?? [];
  if (!id || !secret) return undefined;
  return verifySecret('devices', { id, secret }, services.devices, services);
}
