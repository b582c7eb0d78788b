import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';

/** A key in a publish request. */
export interface PublishedKey {
  /** 16 bytes, base64. */
  key: string;
  /** Intervals of 10 minutes since 1970. */
  rollingStartNumber: number;
  rollingPeriod: number;
  transmissionRisk: number;
}

/** A health authority: it certifies a positive test without seeing the keys. */
export interface HealthAuthority {
  /** The settings that the operator registers. */
  settings: object;
  /** @param tekmac the phone's HMAC over its keys @returns the certificate, a signed JWT */
  certify(tekmac: string): Promise<string>;
}

export function healthAuthority(regions: string[]): HealthAuthority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [issuer, audience, kid] = ['health.example', 'keys.example', 'v1'];
  return {
    settings: {
      name: 'A health authority',
      issuer,
      audience,
      regions,
      keys: [
        {
          kid,
          publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
          validFrom: '2020-01-01T00:00:00Z',
        },
      ],
    },
    certify: (tekmac) =>
      new SignJWT({ reportType: 'confirmed', tekmac })
        .setProtectedHeader({ alg: 'ES256', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime('1 hour')
        .sign(privateKey),
  };
}

/** The keys of a phone: one for each of the last 14 days. */
export function phoneKeys(now: Date): PublishedKey[] {
  const today = Math.floor(now.getTime() / 86_400_000) * 144;
  return Array.from({ length: 14 }, (_, days) => ({
    key: randomBytes(16).toString('base64'),
    rollingStartNumber: today - 144 * (days + 1),
    rollingPeriod: 144,
    transmissionRisk: 2,
  }));
}

/** The body of a publish request: the keys, their certificate, and the HMAC key that links the two. */
export async function publication(keys: PublishedKey[], authorityId: string, authority: HealthAuthority) {
  const hmacKey = randomBytes(32);
  const text = keys
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map((each) => [each.key, each.rollingStartNumber, each.rollingPeriod, each.transmissionRisk].join('.'))
    .join(',');
  const tekmac = createHmac('sha256', hmacKey).update(text).digest('base64');
  return {
    temporaryExposureKeys: keys,
    healthAuthorityID: authorityId,
    verificationPayload: await authority.certify(tekmac),
    hmacKey: hmacKey.toString('base64'),
  };
}
