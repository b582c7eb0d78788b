import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { dirname, join } from 'node:path';
import { damagedFile } from './damaged.ts';
import { readIfExists, writePrivateFile } from './privateFile.ts';

const day = 86_400_000;
const lifetime = 397 * day;
/** Renewed at startup if less than this remains, so that the certificate does not expire during a run. */
const margin = 30 * day;

/** Paths of the PEM files of the certificate that all servers use. */
export interface CertificateFiles {
  certificateFile: string;
  keyFile: string;
}

/**
 * The certificate in `directory` (EC P-256, for `localhost` and 127.0.0.1). Created at the first call, and renewed before it
 * expires.
 */
export async function ensureCertificate(directory: string): Promise<CertificateFiles> {
  const files = {
    certificateFile: join(directory, 'certificate.pem'),
    keyFile: join(directory, 'key.pem'),
  };
  const certificate = readIfExists(files.certificateFile);
  const key = readIfExists(files.keyFile);
  if (certificate !== undefined && key !== undefined && isFresh(files, certificate, key)) return files;

  const { generate } = await import('selfsigned');
  // A unique name: a client that trusts two clouds must be able to distinguish their authorities.
  const name = `Conveyor local cloud ${randomBytes(8).toString('hex')}`;
  const generated = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // The clock of a container may be behind the clock of its host.
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + lifetime),
    extensions: [
      // Self-signed: clients trust exactly this certificate.
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
  writePrivateFile(files.keyFile, generated.private);
  writePrivateFile(files.certificateFile, generated.cert);
  return files;
}

/** @throws Error if a file is damaged, or the key belongs to another certificate */
function isFresh(files: CertificateFiles, pem: string, key: string): boolean {
  const remedy = `Delete ${dirname(files.keyFile)}: the next start creates a new certificate.`;
  const parse = <Parsed>(file: string, read: () => Parsed): Parsed => {
    try {
      return read();
    } catch (cause) {
      throw damagedFile(file, remedy, cause);
    }
  };
  const certificate = parse(files.certificateFile, () => new X509Certificate(pem));
  const isPair = parse(files.keyFile, () => certificate.checkPrivateKey(createPrivateKey(key)));
  if (!isPair) throw damagedFile(files.keyFile, remedy);
  return Date.parse(certificate.validTo) - Date.now() > margin;
}
