import { createPrivateKey } from 'node:crypto';
import type { Evidence } from '../../shared/identity/attestation/evidence.ts';
import { appleAuthority } from './appleAuthority.ts';
import { assertion } from './authenticatorData.ts';
import { deviceToken, type LocalAuthority, localApps } from './localAuthority.ts';
import { playStore, verdict } from './playStore.ts';

export type Platform = keyof typeof localApps;
export const platforms = Object.keys(localApps) as Platform[];

/** Makes the evidence that a phone of each platform sends. @param hash the hash of its request: see requestHash.ts */
export const makeEvidence: {
  readonly [Kind in Platform]: (
    challenge: string,
    hash: Buffer,
    authority: LocalAuthority,
  ) => Promise<{ evidence: Evidence; enclave?: NonNullable<LocalAuthority['enclave']> }>;
} = {
  'play-integrity': async (challenge, hash, { play }) => {
    const { appId } = localApps['play-integrity'];
    const token = await playStore(play).token(
      verdict({ appId, certificate: play.certificate }, hash, new Date()),
    );
    return { evidence: { platform: 'play-integrity', appId, challenge, token } };
  },
  'app-attest': async (challenge, hash, { apple }) => {
    const { appId } = localApps['app-attest'];
    const authority = await appleAuthority(new Date(), apple);
    const { keyId, attestation, privateKey } = await authority.attest({ appId, clientDataHash: hash });
    return {
      evidence: { platform: 'app-attest', appId, challenge, keyId, attestation },
      enclave: { privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), counter: 0 },
    };
  },
  'device-check': async (challenge, _, authority) => ({
    evidence: {
      platform: 'device-check',
      appId: localApps['device-check'].appId,
      challenge,
      token: deviceToken(authority),
    },
  }),
};

/** Makes an assertion of the key that the last registration attested. @throws Error if there is none */
export function makeAssertion(
  challenge: string,
  hash: Buffer,
  { enclave }: LocalAuthority,
): { evidence: Evidence; enclave: NonNullable<LocalAuthority['enclave']> } {
  if (!enclave) throw new Error('An assertion needs a key. Make an attestation for a registration first.');
  const { appId } = localApps['app-attest'];
  const next = { ...enclave, counter: enclave.counter + 1 };
  return {
    evidence: {
      platform: 'app-attest',
      appId,
      challenge,
      assertion: assertion(createPrivateKey(enclave.privateKey), hash, next.counter, { appId }),
    },
    enclave: next,
  };
}
