import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';

const day = 86_400_000;

/**
 * Generates the key and certificate (PEM) of a server.
 * @param host its only name or IPv4 address
 * @param trusted whether this process trusts it
 * @param expiredDays days since it expired
 */
export async function certificateOf(
  host: string,
  { trusted = true, expiredDays = -1 }: { trusted?: boolean; expiredDays?: number } = {},
): Promise<{ key: string; cert: string }> {
  const isAddress = /^[\d.]+$/.test(host);
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    keySize: 2048,
    notBeforeDate: new Date(Date.now() - 30 * day),
    notAfterDate: new Date(Date.now() - expiredDays * day),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [isAddress ? { type: 7 as const, ip: host } : { type: 2 as const, value: host }],
      },
    ],
  });
  if (trusted) setDefaultCACertificates([...getCACertificates('default'), cert]);
  return { key, cert };
}
