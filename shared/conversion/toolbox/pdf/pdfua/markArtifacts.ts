import { type PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { operationsOf } from '../pdfa/contentStream.ts';
import { bytesOf, entryOf, itemsOf } from '../pdfa/objects.ts';
import { notAccessible } from './notAccessible.ts';

/**
 * Marks untagged graphics as artifacts (ISO 14289-1, 7.1). LibreOffice tags all content, but not the backgrounds of slides.
 * @throws DocumentRefused `pdfua_not_possible` if text is untagged
 */
export function markArtifacts(document: PDFDocument): void {
  for (const [index, { node }] of document.getPages().entries()) {
    const contents = entryOf(node, 'Contents');
    const streams = contents instanceof PDFRawStream ? [contents] : itemsOf(contents);
    const parts = streams.flatMap((each) =>
      each instanceof PDFRawStream ? [bytesOf(each), Buffer.from('\n')] : [],
    );
    const bytes = Buffer.concat(parts);
    const spans = untaggedGraphics(bytes, index + 1);
    if (spans.length === 0) continue;
    const marked: Uint8Array[] = [];
    let written = 0;
    for (const [from, to] of spans) {
      marked.push(bytes.subarray(written, from), Buffer.from('\n/Artifact BMC\n'));
      marked.push(bytes.subarray(from, to), Buffer.from('\nEMC\n'));
      written = to;
    }
    const stream = document.context.flateStream(Buffer.concat([...marked, bytes.subarray(written)]));
    node.set(PDFName.of('Contents'), document.context.register(stream));
  }
}

const pathStarts = new Set(['m', 're']);
const pathPaints = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
const objectPaints = new Set(['Do', 'sh', 'BI']);
const textPaints = new Set(['Tj', 'TJ', "'", '"']);

/** The places of graphics outside of marked content, in bytes. A path is marked from its start, as it must not be interrupted. */
function untaggedGraphics(bytes: Uint8Array, page: number): [from: number, to: number][] {
  const spans: [number, number][] = [];
  let depth = 0;
  let path: number | undefined;
  for (const { operator, from, to } of operationsOf(bytes)) {
    if (operator === 'BMC' || operator === 'BDC') depth++;
    else if (operator === 'EMC') depth--;
    if (depth > 0) continue;
    if (textPaints.has(operator)) throw notAccessible(`a text on page ${page} has no tag`);
    if (pathStarts.has(operator)) path ??= from;
    else if (pathPaints.has(operator)) spans.push([path ?? from, to]);
    else if (objectPaints.has(operator)) spans.push([from, to]);
    if (pathPaints.has(operator) || operator === 'n') path = undefined;
  }
  return spans;
}
