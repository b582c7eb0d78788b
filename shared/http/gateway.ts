import { timingSafeEqual } from 'node:crypto';
import { ConveyorError } from '../errors.ts';

/**
 * Refuses requests that did not pass through the configured Front Door profile, which sets `X-Azure-FDID`. Without a
 * configured profile the check is off, as in local runs.
 * @throws ConveyorError `gateway_required`.
 */
export function checkGateway(headers: Headers, frontDoorId: string | undefined): void {
  if (frontDoorId === undefined) return;
  const given = Buffer.from(headers.get('x-azure-fdid')?.toLowerCase() ?? '');
  const expected = Buffer.from(frontDoorId.toLowerCase());
  // The length of a UUID is not secret.
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new ConveyorError('gateway_required');
}

/**
 * The address of the client, for logs. Behind the gateway it is the one that the gateway saw; otherwise the last in
 * `X-Forwarded-For`, which the platform adds.
 */
export function clientAddress(headers: Headers, frontDoorId: string | undefined): string | undefined {
  if (frontDoorId !== undefined) return headers.get('x-azure-clientip') ?? undefined;
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return last?.replace(/^\[?([0-9a-f.:]+?)\]?:\d+$/i, '$1');
}
