// Prints a publish with a certificate, as an app and a health authority create it:
// node examples/publish.mjs <private-key.pem> <healthAuthorityID> <issuer> <audience> [report type]
import { createHmac, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [, , keyFile, healthAuthorityID, issuer, audience, reportType = 'confirmed'] = process.argv;
const now = Math.floor(Date.now() / 1000);
const today = Math.floor(now / 86_400) * 144;

// The app: the keys of three days, and their HMAC under a key that the app keeps until it publishes.
const temporaryExposureKeys = [1, 2, 3].map((days) => ({
  key: randomBytes(16).toString('base64'),
  rollingStartNumber: today - 144 * days,
  rollingPeriod: 144,
  transmissionRisk: 0,
}));
const hmacKey = randomBytes(32);
const text = temporaryExposureKeys
  .toSorted((one, other) => (one.key < other.key ? -1 : 1))
  .map((key) => `${key.key}.${key.rollingStartNumber}.${key.rollingPeriod}.${key.transmissionRisk}`)
  .join(',');
const tekmac = createHmac('sha256', hmacKey).update(text).digest('base64');

// The health authority: a certificate for that HMAC.
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { iss: issuer, aud: audience, iat: now, exp: now + 900, reportType, tekmac };
const signed = `${part({ alg: 'ES256', kid: 'v1' })}.${part(claims)}`;
const signature = sign('sha256', Buffer.from(signed), {
  key: readFileSync(keyFile),
  dsaEncoding: 'ieee-p1363',
});

console.log(
  JSON.stringify({
    temporaryExposureKeys,
    healthAuthorityID,
    verificationPayload: `${signed}.${signature.toString('base64url')}`,
    hmacKey: hmacKey.toString('base64'),
    revisionToken: '',
    padding: randomBytes(1024 + (randomBytes(2).readUInt16BE() % 1024)).toString('base64'),
  }),
);
