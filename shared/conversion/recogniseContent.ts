import { ole2Streams } from './ole2Streams.ts';
import { type ZipLimits, zipContents } from './zipContents.ts';

/** What a file's content is, whatever its name says. */
export interface Recognised {
  container: 'zip' | 'ole2' | 'text' | 'pdf' | 'other';
  /** Content types of a package's main parts, names of an OLE2 file's streams, or the kind of text. */
  parts: string[];
  encrypted: boolean;
}

/** The containers by their first bytes in hexadecimal; what fits none is text or nothing we know. */
const signatures: {
  starts: string;
  recognise: (bytes: Uint8Array, limits: ZipLimits) => Promise<Recognised>;
}[] = [
  { starts: '504b0304', recognise: recognisePackage },
  { starts: 'd0cf11e0a1b11ae1', recognise: recogniseOle2 },
  { starts: '255044462d', recognise: async () => ({ container: 'pdf', parts: [], encrypted: false }) },
];

/**
 * Finds out what a file is.
 * @throws ConveyorError `zip_limits`, `corrupt_file`
 */
export async function recogniseContent(bytes: Uint8Array, limits: ZipLimits): Promise<Recognised> {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  const signature = signatures.find(({ starts }) => head.startsWith(starts));
  return signature ? signature.recognise(bytes, limits) : recogniseText(bytes);
}

async function recognisePackage(bytes: Uint8Array, limits: ZipLimits): Promise<Recognised> {
  const asked = /^(\[Content_Types\]\.xml|mimetype|META-INF\/manifest\.xml)$/;
  const contents = await zipContents(bytes, limits, (name) => asked.test(name));
  const text = (name: string) => contents.get(name)?.toString('utf8') ?? '';
  const ooxml = [...text('[Content_Types].xml').matchAll(/ContentType\s*=\s*["']([^"']+\.main\+xml)["']/g)];
  const openDocument = text('mimetype').trim();
  return {
    container: 'zip',
    parts: openDocument ? [openDocument] : ooxml.map(([, type]) => type ?? ''),
    encrypted: /<(\w+:)?encryption-data[\s/>]/.test(text('META-INF/manifest.xml')),
  };
}

async function recogniseOle2(bytes: Uint8Array): Promise<Recognised> {
  const parts = ole2Streams(bytes);
  return { container: 'ole2', parts, encrypted: parts.includes('EncryptedPackage') };
}

/** Text has no zero bytes and hardly any other control characters, in whatever encoding; UTF-16 says so itself. */
function recogniseText(bytes: Uint8Array): Recognised {
  const sample = bytes.subarray(0, 64 * 1024);
  const utf16 = (sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff);
  const odd = sample.filter((byte) => byte < 32 && ![9, 10, 12, 13, 27].includes(byte)).length;
  const isText = utf16 || (!sample.includes(0) && odd <= sample.length / 100);
  if (!isText) return { container: 'other', parts: [], encrypted: false };
  const isRtf = Buffer.from(sample.subarray(0, 5)).toString('latin1') === '{\\rtf';
  return { container: 'text', parts: [isRtf ? 'rtf' : 'plain'], encrypted: false };
}
