import { randomBytes, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writePrivateFile } from './privateFile.ts';

const day = 86_400_000;
const lifetime = 397 * day;
/** Renewed when less than this is left, so that no run of the cloud outlives its certificate. */
const margin = 30 * day;

/** Paths of the PEM files of the one certificate that every server shows. */
export interface CertificateFiles {
  certificateFile: string;
  keyFile: string;
}

/**
 * The certificate in `directory` (EC P-256, for `localhost` and 127.0.0.1), made at the first call and renewed
 * when it is close to its end.
 */
export async function ensureCertificate(directory: string): Promise<CertificateFiles> {
  const files = {
    certificateFile: join(directory, 'certificate.pem'),
    keyFile: join(directory, 'key.pem'),
  };
  const present = readIfThere(files.certificateFile);
  if (present !== undefined && readIfThere(files.keyFile) !== undefined && isFresh(present)) return files;

  const { generate } = await import('selfsigned');
  // A name of its own: who trusts two clouds could not tell their authorities apart otherwise.
  const name = `Conveyor local cloud ${randomBytes(8).toString('hex')}`;
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // Clocks of containers may lag a little behind their host's.
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + lifetime),
    extensions: [
      // It is its own authority: clients trust exactly this certificate.
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  writePrivateFile(files.keyFile, made.private);
  writePrivateFile(files.certificateFile, made.cert);
  return files;
}

function isFresh(pem: string): boolean {
  return Date.parse(new X509Certificate(pem).validTo) - Date.now() > margin;
}
