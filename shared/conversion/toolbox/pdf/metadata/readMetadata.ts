import { type PDFDict, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { withExtension } from '../../../formats/formats.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { openPdf } from '../libraries/pdfLib.ts';
import { pdfaPart, readXmp } from '../libraries/xmp.ts';
import { infoOf } from './info.ts';
import { textOfName } from './infoKeys.ts';
import { metadataFields } from './metadataFields.ts';
import { readViewer } from './viewer.ts';

/** Reads metadata as JSON, in the format of the option `metadata`. */
export const readMetadata: Operation = async ({ files }) => {
  const { name, bytes } = singleFile({ files });
  const document = await openPdf(bytes);
  const info = infoOf(document);
  const metadata: Record<string, unknown> = {};
  for (const [field, { key }] of Object.entries(metadataFields)) {
    const value = read(info, PDFName.of(key));
    if (value !== undefined) metadata[field] = value;
  }
  const known = [...Object.values(metadataFields).map(({ key }) => `/${key}`), '/Trapped'];
  const others = (info?.keys() ?? []).filter((key) => !known.includes(key.asString()));
  const trapped = info?.lookup(PDFName.of('Trapped'));
  if (trapped instanceof PDFName) metadata.trapped = trapped.decodeText();
  const custom = others.flatMap((key) => {
    const value = read(info, key);
    return value === undefined ? [] : [[textOfName(key), value]];
  });
  if (custom.length > 0) metadata.custom = Object.fromEntries(custom);
  const viewer = readViewer(document);
  if (viewer) metadata.viewer = viewer;
  const part = pdfaPart(readXmp(document));
  const facts = { pages: document.getPageCount(), ...(part && { pdfa: `PDF/A-${part}` }) };
  const json = JSON.stringify({ metadata, ...facts }, undefined, 2);
  return { files: [{ name: withExtension(name, 'json'), bytes: Buffer.from(json) }] };
};

function read(info: PDFDict | undefined, key: PDFName): string | string[] | undefined {
  const value = info?.lookup(key);
  if (!(value instanceof PDFString) && !(value instanceof PDFHexString)) return undefined;
  const text = value.decodeText();
  if (key === PDFName.of('Keywords')) return text.split(/\s*[,;]\s*/).filter(Boolean);
  if (!/Date$/.test(key.decodeText())) return text;
  try {
    return value.decodeDate().toISOString();
  } catch {
    // A date in an unknown format is returned as text.
    return text;
  }
}
