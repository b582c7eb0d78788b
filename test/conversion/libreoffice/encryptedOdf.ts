import { createCipheriv, createHash, pbkdf2Sync, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { zipContents } from '../../../shared/conversion/inputs/zipContents.ts';
import { defaultInputLimits } from '../../../shared/conversion/limits.ts';
import { type Parts, zipOf } from '../ooxml.ts';

/**
 * An encrypted ODT, ODS or ODP (ODF 1.2 part 3, section 3.4): each part is deflated and then encrypted with AES-256-CBC. PBKDF2
 * derives the key from the SHA-256 of the password.
 */
export async function encryptedOdf(bytes: Uint8Array, password: string): Promise<Buffer> {
  const parts = await zipContents(bytes, defaultInputLimits.zip, () => true);
  const mimetype = parts.get('mimetype')?.toString() ?? '';
  const plain = parts.get('META-INF/manifest.xml')?.toString() ?? '';
  const version = /manifest:version="[^"]*"/.exec(plain)?.[0] ?? '';
  const secret = createHash('sha256').update(password).digest();
  const encrypted: Parts = { mimetype };
  const entries = [
    `<manifest:file-entry manifest:full-path="/" ${version} manifest:media-type="${mimetype}"/>`,
  ];
  for (const [path, content] of parts) {
    if (path === 'mimetype' || path.startsWith('META-INF/') || path.endsWith('/')) continue;
    const [iv, salt] = [randomBytes(16), randomBytes(16)];
    const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(secret, salt, 1000, 32, 'sha1'), iv);
    const deflated = deflateRawSync(content);
    encrypted[path] = Buffer.concat([cipher.update(deflated), cipher.final()]);
    const checksum = createHash('sha256').update(deflated.subarray(0, 1024)).digest('base64');
    entries.push(`<manifest:file-entry manifest:full-path="${path}" manifest:media-type="text/xml" manifest:size="${content.length}">
 <manifest:encryption-data manifest:checksum-type="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k" manifest:checksum="${checksum}">
  <manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" manifest:initialisation-vector="${iv.toString('base64')}"/>
  <manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:key-size="32" manifest:iteration-count="1000" manifest:salt="${salt.toString('base64')}"/>
  <manifest:start-key-generation manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256" manifest:key-size="32"/>
 </manifest:encryption-data></manifest:file-entry>`);
  }
  encrypted['META-INF/manifest.xml'] =
    `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" ${version}>${entries.join('')}</manifest:manifest>`;
  return zipOf(encrypted);
}
