// Prints a publish with a certificate, as an app and a health authority create it:
// node examples/publish.mjs <private-key.pem> <healthAuthorityID> <issuer> <audience> [report type]
// Without a certificate: node examples/publish.mjs - <healthAuthorityID>
import { createHmac, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [, , keyFile, healthAuthorityID, issuer, audience, reportType = 'confirmed'] = process.argv;
const now = Math.floor(Date.now() / 1000);
const today = Math.floor(now / 86_400) * 144;

// The app: the keys of three days, and their HMAC under a key that the app keeps until it publishes. Yesterday's key is not among
// them: it is exported no earlier than two hours after midnight.
const temporaryExposureKeys = [2, 3, 4].map((days) => ({
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
function certificate() {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: issuer, aud: audience, iat: now, exp: now + 900, reportType, tekmac };
  const signed = `${part({ alg: 'ES256', kid: 'v1' })}.${part(claims)}`;
  const key = { key: readFileSync(keyFile), dsaEncoding: 'ieee-p1363' };
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

console.log(
  JSON.stringify({
    temporaryExposureKeys,
    healthAuthorityID,
    ...(keyFile !== '-' && { verificationPayload: certificate(), hmacKey: hmacKey.toString('base64') }),
    revisionToken: '',
    padding: randomBytes(1024 + (randomBytes(2).readUInt16BE() % 1024)).toString('base64'),
  }),
);
