import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto';
import { CompactEncrypt, CompactSign } from 'jose';

/** Replaces Google Play: the keys of an app from the Play Console, and tokens made with them. */
export interface PlayStore {
  /** In the format stored in the vault. */
  decryptionKey: string;
  verificationKey: string;
  token(
    payload: unknown,
    options?: { decryptionKey?: string; encryption?: string; management?: string },
  ): Promise<string>;
}

/** The keys of an app, to be used again by another process. */
export interface StoredStore {
  /** AES-256, base64. */
  decryptionKey: string;
  /** PKCS#8, PEM. */
  signingKey: string;
}

export const newStore = (): StoredStore => ({
  decryptionKey: randomBytes(32).toString('base64'),
  signingKey: generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ format: 'pem', type: 'pkcs8' })
    .toString(),
});

export function playStore({ decryptionKey: own, signingKey }: StoredStore = newStore()): PlayStore {
  const privateKey = createPrivateKey(signingKey);
  const publicKey = createPublicKey(signingKey);
  return {
    decryptionKey: own,
    verificationKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    async token(payload, { decryptionKey = own, encryption = 'A256GCM', management = 'A256KW' } = {}) {
      const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
      const signed = await new CompactSign(Buffer.from(text))
        .setProtectedHeader({ alg: 'ES256' })
        .sign(privateKey);
      return new CompactEncrypt(Buffer.from(signed))
        .setProtectedHeader({ alg: management, enc: encryption })
        .encrypt(createSecretKey(Buffer.from(decryptionKey, 'base64')));
    },
  };
}

/** A verdict in Google's format that meets the default requirements. */
export function verdict(app: { appId: string; certificate: string }, requestHash: Buffer, now: Date) {
  return {
    requestDetails: {
      requestPackageName: app.appId,
      requestHash: requestHash.toString('base64url'),
      timestampMillis: String(now.getTime()),
    } as Record<string, unknown>,
    appIntegrity: {
      appRecognitionVerdict: 'PLAY_RECOGNIZED',
      packageName: app.appId,
      certificateSha256Digest: [app.certificate],
      versionCode: '42',
    } as Record<string, unknown>,
    deviceIntegrity: {
      deviceRecognitionVerdict: ['MEETS_BASIC_INTEGRITY', 'MEETS_DEVICE_INTEGRITY'],
    } as Record<string, unknown>,
    accountDetails: { appLicensingVerdict: 'LICENSED' } as Record<string, unknown>,
  };
}
