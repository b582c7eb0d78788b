import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * Apple App Attestation Root CA, valid until 2045, from Apple's list of certificate authorities. SHA-256 of its DER:
 * 1cb9823ba28ba6ad2d33a006941de2ae4f513ef1d4e831b9f7e0fa7b6242c932.
 */
export const appleRoot = `-----BEGIN CERTIFICATE-----
MIICITCCAaegAwIBAgIQC/O+DvHN0uD7jG5yH2IXmDAKBggqhkjOPQQDAzBSMSYw
JAYDVQQDDB1BcHBsZSBBcHAgQXR0ZXN0YXRpb24gUm9vdCBDQTETMBEGA1UECgwK
QXBwbGUgSW5jLjETMBEGA1UECAwKQ2FsaWZvcm5pYTAeFw0yMDAzMTgxODMyNTNa
Fw00NTAzMTUwMDAwMDBaMFIxJjAkBgNVBAMMHUFwcGxlIEFwcCBBdHRlc3RhdGlv
biBSb290IENBMRMwEQYDVQQKDApBcHBsZSBJbmMuMRMwEQYDVQQIDApDYWxpZm9y
bmlhMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAERTHhmLW07ATaFQIEVwTtT4dyctdh
NbJhFs/Ii2FdCgAHGbpphY3+d8qjuDngIN3WVhQUBHAoMeQ/cLiP1sOUtgjqK9au
Yen1mMEvRq9Sk3Jm5X8U62H+xTD3FE9TgS41o0IwQDAPBgNVHRMBAf8EBTADAQH/
MB0GA1UdDgQWBBSskRBTM72+aEH/pwyp5frq5eWKoTAOBgNVHQ8BAf8EBAMCAQYw
CgYIKoZIzj0EAwMDaAAwZQIwQgFGnByvsiVbpTKwSga0kP0e8EeDS4+sQmTvb7vn
53O5+FRXgeLhpJ06ysC5PrOyAjEAp5U4xDgEgllF7En3VcE3iexZZtKeYnpqtijV
oyFraWVIyd/dganmrduC1bmTBGwD
-----END CERTIFICATE-----
`;

const pem = /-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----/g;

/** Setting of root certificates: PEM (line breaks may be written as `\n`), or the path of a PEM file. Parses to PEM. */
export const rootsSetting = z
  .string()
  .min(1)
  .optional()
  .transform((value, context) => {
    if (value === undefined) return undefined;
    try {
      const text = value.includes('-----BEGIN') ? value.replaceAll('\\n', '\n') : readFileSync(value, 'utf8');
      if (parseRoots(text).every(({ ca }) => ca)) return text;
    } catch {
      // The file is missing or not a certificate: reported below.
    }
    context.addIssue({
      code: 'custom',
      message: 'must be CA certificates as PEM, or the path of a PEM file',
    });
    return z.NEVER;
  });

const parsedRoots = new Map<string, X509Certificate[]>();

/** The trusted roots of App Attest. @param text PEM of one or more certificates. Default: Apple's root. */
export function rootsOf(text: string = appleRoot): X509Certificate[] {
  let roots = parsedRoots.get(text);
  if (!roots) {
    roots = parseRoots(text);
    parsedRoots.set(text, roots);
  }
  return roots;
}

function parseRoots(text: string): X509Certificate[] {
  const roots = [...text.matchAll(pem)].map(([one]) => new X509Certificate(one));
  if (roots.length === 0) throw new Error('The PEM has no certificate.');
  return roots;
}
