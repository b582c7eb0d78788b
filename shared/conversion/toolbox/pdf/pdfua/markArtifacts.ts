import type { Span } from './contentRun.ts';

/** The content of a page with some of it marked as artifacts (ISO 14289-1, 7.1). @param spans their places in it */
export function asArtifacts(bytes: Uint8Array, spans: readonly Span[]): Uint8Array {
  const marked: Uint8Array[] = [];
  let written = 0;
  for (const [from, to] of spans) {
    marked.push(bytes.subarray(written, from), Buffer.from('\n/Artifact BMC\n'));
    marked.push(bytes.subarray(from, to), Buffer.from('\nEMC\n'));
    written = to;
  }
  return Buffer.concat([...marked, bytes.subarray(written)]);
}
