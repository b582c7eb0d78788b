import { createHmac, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { answerPublish } from '../../shared/exposure/answerPublish.ts';
import type { HealthAuthority, healthAuthoritySchema } from '../../shared/exposure/healthAuthority.ts';
import { intervalAt } from '../../shared/exposure/interval.ts';
import type { PublishAnswer } from '../../shared/exposure/publishAnswer.ts';
import { type PublishedKey, publishRequestSchema } from '../../shared/exposure/publishRequest.ts';
import { type Region, regionSchema } from '../../shared/exposure/region.ts';
import type { Services } from '../../shared/services.ts';
import type { TestServices } from '../harness/services.ts';

/** A health authority with its private key, like a verification server. */
export interface TestAuthority {
  record: HealthAuthority;
  privateKey: KeyObject;
}

let count = 0;

/** Creates a health authority with its own regions. */
export async function authorityFor(
  services: Services,
  {
    region = {},
    authority = {},
    regions = 1,
  }: {
    region?: Parameters<typeof regionSchema.parse>[0] & object;
    authority?: Partial<ReturnType<typeof healthAuthoritySchema.parse>>;
    regions?: number;
  } = {},
): Promise<TestAuthority> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = `authority${count++}`;
  const own: Region[] = Array.from({ length: regions }, (_, index) => ({
    ...regionSchema.parse(region),
    id: `${id}-${index}`,
  }));
  for (const each of own) await services.regions.create(each);
  const record: HealthAuthority = {
    id,
    name: id,
    organisationId: 'default',
    issuer: `${id}.example`,
    audience: 'keys.example',
    keys: [
      {
        kid: 'v1',
        publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        validFrom: '2020-01-01T00:00:00Z',
      },
    ],
    regions: own.map((each) => each.id),
    reportTypes: ['confirmed', 'likely', 'user-report', 'negative'],
    usualOnsetDays: 4,
    ...authority,
  };
  await services.healthAuthorities.create(record);
  return { record, privateKey };
}

/** The body of a publish. */
export type PublishPayload = Record<string, unknown> & { temporaryExposureKeys: PublishedKey[] };

/** Keys of the days before `now`, one per day, newest first. All of them have ended. */
export function keysBefore(now: Date, number = 3): PublishedKey[] {
  const today = Math.floor(intervalAt(now.getTime() / 1000) / 144) * 144;
  return Array.from({ length: number }, (_, index) => ({
    key: randomBytes(16).toString('base64'),
    rollingStartNumber: today - 144 * (index + 1),
    rollingPeriod: 144,
    transmissionRisk: 0,
  }));
}

export interface CertificateOptions {
  reportType?: string;
  symptomOnsetInterval?: number;
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: KeyObject;
  /** Omits the transmission risk from the HMAC. */
  withoutRisk?: boolean;
}

/** The body of a publish with a certificate of the authority. */
export async function publishOf(
  { record, privateKey }: TestAuthority,
  keys: PublishedKey[],
  now: Date,
  options: CertificateOptions = {},
): Promise<PublishPayload> {
  const hmacKey = randomBytes(32);
  const text = keys
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map((key) =>
      [
        key.key,
        key.rollingStartNumber,
        key.rollingPeriod,
        ...(options.withoutRisk ? [] : [key.transmissionRisk]),
      ].join('.'),
    )
    .join(',');
  const seconds = Math.floor(now.getTime() / 1000);
  const verificationPayload = await new SignJWT({
    iss: record.issuer,
    aud: record.audience,
    iat: seconds,
    exp: seconds + 3600,
    reportType: options.reportType ?? 'confirmed',
    ...(options.symptomOnsetInterval !== undefined && { symptomOnsetInterval: options.symptomOnsetInterval }),
    tekmac: createHmac('sha256', hmacKey).update(text).digest('base64'),
    // Makes certificates of the same second different.
    jti: randomBytes(8).toString('hex'),
    ...options.claims,
  })
    .setProtectedHeader({ alg: 'ES256', kid: 'v1', ...options.header })
    .sign(options.key ?? privateKey);
  return {
    temporaryExposureKeys: keys,
    healthAuthorityID: record.id,
    verificationPayload,
    hmacKey: hmacKey.toString('base64'),
    revisionToken: '',
    padding: randomBytes(1200).toString('base64'),
  };
}

export interface PublishResult {
  status: number;
  headers: Record<string, string>;
  body: PublishAnswer;
}

/** Sends a publish without HTTP. */
export async function send(
  sent: Record<string, unknown>,
  services: Services,
  authorization?: string,
): Promise<PublishResult> {
  const bytes = Buffer.from(JSON.stringify(sent));
  return answerPublish({ request: publishRequestSchema.parse(sent), bytes }, { authorization }, services);
}

/** The id under which a published key is stored. */
export const idOf = ({ key }: { key: string }): string => Buffer.from(key, 'base64').toString('hex');

/** The stored records of published keys, in the same order. */
export async function storedKeys(keys: { key: string }[], { exposureKeys }: Services) {
  const stored = await Promise.all(keys.map((key) => exposureKeys.read([idOf(key)], idOf(key))));
  return stored.map((each) => each?.record);
}

/** The same services with some methods of one container replaced. */
export function overrideCalls<Name extends 'exposureKeys' | 'certificates' | 'publishStatistics' | 'devices'>(
  services: TestServices,
  name: Name,
  calls: Partial<Services[Name]>,
): TestServices {
  const original = services[name];
  const records = new Proxy(original, {
    get: (target, property) => {
      const replacement = (calls as Record<PropertyKey, unknown>)[property];
      if (replacement) return replacement;
      const value = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...services, [name]: records };
}
