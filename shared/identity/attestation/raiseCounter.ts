import { ConveyorError } from '../../errors.ts';
import type { IdentityServices } from '../services.ts';
import type { AttestedKey } from './attested.ts';

/**
 * Stores the counter of an assertion with a conditional write, so that the stored counter only increases. Two concurrent
 * assertions both pass if the lower counter is written first.
 * @throws ConveyorError `attestation_counter`
 */
export async function raiseCounter(
  deviceId: string,
  key: AttestedKey,
  counter: number,
  { devices }: Pick<IdentityServices, 'devices'>,
): Promise<void> {
  const patched = await devices.patch(
    [deviceId],
    deviceId,
    [{ op: 'set', path: '/attestation/key/counter', value: counter }],
    {
      condition: `from c where c.attestation.key.id = '${key.id}' and c.attestation.key.counter < ${counter}`,
    },
  );
  if (!patched) throw new ConveyorError('attestation_counter');
}
