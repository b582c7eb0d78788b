import { createHmac, timingSafeEqual } from 'node:crypto';
import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';

/** A challenge as a phone gets it. */
export interface Challenge {
  /** 32 bytes, base64url. */
  challenge: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

type Needed = Pick<Services, 'clock' | 'vault'>;

/** Its bytes: 12 random ones, when it ends (Unix seconds, big-endian), and 16 of the HMAC of both. */
const parts = { random: 12, head: 16, whole: 32 } as const;

/**
 * Gives a challenge. Nothing is written down: whoever asks for a million has cost a million hashes and no storage. It is
 * known again by its HMAC, and used once because whoever uses it leaves a record (redeem.ts).
 */
export async function issueChallenge({
  clock,
  vault,
  random,
  config,
}: Needed & Pick<Services, 'random' | 'config'>): Promise<Challenge> {
  const { value } = await vault.current('attestation-key');
  const expires = Math.floor(clock.now().getTime() / 1000) + config.challengeSeconds;
  const head = Buffer.alloc(parts.head);
  random.bytes(parts.random).copy(head);
  head.writeUInt32BE(expires, parts.random);
  return {
    challenge: Buffer.concat([head, macOf(head, value)]).toString('base64url'),
    expiresAt: new Date(expires * 1000).toISOString(),
  };
}

/**
 * Checks that a challenge is one of ours and still good.
 * @returns when it ends, Unix seconds
 * @throws ConveyorError `attestation_invalid`, `attestation_expired`
 */
export async function checkChallenge(challenge: string, { clock, vault }: Needed): Promise<number> {
  const bytes = Buffer.from(challenge, 'base64url');
  // Two texts can stand for the same bytes: each but one would be another challenge to whoever counts its uses.
  if (bytes.length !== parts.whole || bytes.toString('base64url') !== challenge) throw unknown();
  const { value } = await vault.current('attestation-key');
  const head = bytes.subarray(0, parts.head);
  if (!timingSafeEqual(macOf(head, value), bytes.subarray(parts.head))) throw unknown();
  const expires = head.readUInt32BE(parts.random);
  if (clock.now().getTime() >= expires * 1000) throw new ConveyorError('attestation_expired');
  return expires;
}

function macOf(head: Buffer, key: string): Buffer {
  return createHmac('sha256', key)
    .update('attestation challenge')
    .update(head)
    .digest()
    .subarray(0, parts.whole - parts.head);
}

function unknown(): ConveyorError {
  return new ConveyorError('attestation_invalid', {
    detail: 'The challenge is not one that was given here.',
  });
}
