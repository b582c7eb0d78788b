import { timingSafeEqual } from 'node:crypto';
import { ConveyorError } from '../errors.ts';

/**
 * Lets only requests through that came by the configured Front Door profile, which names itself in `X-Azure-FDID`.
 * Without a configured profile there is no gateway, as on one machine.
 * @throws ConveyorError `gateway_required`.
 */
export function checkGateway(headers: Headers, frontDoorId: string | undefined): void {
  if (frontDoorId === undefined) return;
  const given = Buffer.from(headers.get('x-azure-fdid')?.toLowerCase() ?? '');
  const expected = Buffer.from(frontDoorId.toLowerCase());
  // The length of a UUID is no secret, its digits are.
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new ConveyorError('gateway_required');
}
