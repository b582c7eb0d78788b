import type { PDFDict, PDFRef } from '@cantoo/pdf-lib';
import { contentOf } from '../pdfa/objects.ts';
import type { Span } from './contentRun.ts';

/**
 * The content of a page with some of it marked as artifacts (ISO 14289-1, 7.1).
 * @param spans their places in the decoded content
 */
export function asArtifacts(page: PDFDict, spans: readonly Span[]): PDFRef {
  const bytes = contentOf(page);
  const marked: Uint8Array[] = [];
  let written = 0;
  for (const [from, to] of spans) {
    marked.push(bytes.subarray(written, from), Buffer.from('\n/Artifact BMC\n'));
    marked.push(bytes.subarray(from, to), Buffer.from('\nEMC\n'));
    written = to;
  }
  const { context } = page;
  return context.register(context.flateStream(Buffer.concat([...marked, bytes.subarray(written)])));
}
