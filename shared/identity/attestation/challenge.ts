import { createHmac, timingSafeEqual } from 'node:crypto';
import { ConveyorError } from '../../errors.ts';
import type { IdentityServices } from '../services.ts';

/** A challenge as returned to clients. */
export interface Challenge {
  /** 32 bytes, base64url. */
  challenge: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

type ChallengeServices = Pick<IdentityServices, 'clock' | 'vault'>;

/** Layout: 12 random bytes, expiry (Unix seconds, big-endian, 4 bytes), the first 16 bytes of the HMAC of both. */
const lengths = { random: 12, head: 16, total: 32 } as const;

/**
 * Issues a challenge. It is authenticated by its HMAC and not stored, so that a flood of requests uses no storage. A
 * challenge can be used once, because its use is recorded (redeem.ts).
 */
export async function issueChallenge({
  clock,
  vault,
  random,
  config,
}: ChallengeServices & Pick<IdentityServices, 'random' | 'config'>): Promise<Challenge> {
  const { value } = await vault.current('attestation-key');
  const expires = Math.floor(clock.now().getTime() / 1000) + config.challengeSeconds;
  const head = Buffer.alloc(lengths.head);
  random.bytes(lengths.random).copy(head);
  head.writeUInt32BE(expires, lengths.random);
  return {
    challenge: Buffer.concat([head, macOf(head, value)]).toString('base64url'),
    expiresAt: new Date(expires * 1000).toISOString(),
  };
}

/**
 * Verifies that a challenge was issued here and has not expired.
 * @returns its expiry, Unix seconds
 * @throws ConveyorError `attestation_invalid`, `attestation_expired`
 */
export async function checkChallenge(
  challenge: string,
  { clock, vault }: ChallengeServices,
): Promise<number> {
  const bytes = Buffer.from(challenge, 'base64url');
  // Several base64url texts decode to the same bytes. Accepting only one prevents reuse under another spelling.
  if (bytes.length !== lengths.total || bytes.toString('base64url') !== challenge) throw unknownChallenge();
  const { value } = await vault.current('attestation-key');
  const head = bytes.subarray(0, lengths.head);
  if (!timingSafeEqual(macOf(head, value), bytes.subarray(lengths.head))) throw unknownChallenge();
  const expires = head.readUInt32BE(lengths.random);
  if (clock.now().getTime() >= expires * 1000) throw new ConveyorError('attestation_expired');
  return expires;
}

function macOf(head: Buffer, key: string): Buffer {
  return createHmac('sha256', key)
    .update('attestation challenge')
    .update(head)
    .digest()
    .subarray(0, lengths.total - lengths.head);
}

function unknownChallenge(): ConveyorError {
  return new ConveyorError('attestation_invalid', {
    detail: 'The challenge was not issued by this service.',
  });
}
