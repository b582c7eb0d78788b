import type { ContainerDeclaration } from '../../azure/cosmos.ts';

/**
 * Records that a key of App Attest has registered a device, without the device. The receipt is here because each request of a
 * device reads its record, at a price that depends on its size.
 */
export interface RegisteredKey {
  /** The id of the key, base64url. Also the partition key. */
  id: string;
  /** Apple's receipt, base64. */
  receipt?: string;
}

const days = 86_400;

export const attestedKeysContainer: ContainerDeclaration = {
  name: 'attestedKeys',
  partitionKey: ['/id'],
  indexed: [],
  /** As long as a device. */
  timeToLive: 3660 * days,
  untraced: true,
};
