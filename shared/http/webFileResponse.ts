import { isNotModified } from './conditional.ts';
import type { WebFile } from './webApp.ts';

/**
 * The security policy of the page: only files of this origin, nothing inline, no framing. The hash is that of the empty
 * text: style sheets that scripts fill begin as empty elements. WebAssembly decodes pictures of PDFs.
 */
export const pageSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The security policy of the frame that shows an HTML result: a document of an origin of its own, which may have styles
 * and pictures of its own, but runs only the script that receives it, and requests nothing.
 */
export const frameSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-scripts',
].join('; ');

/** The response with a file of the web application, or that the cached one is current. */
export function webFileResponse(
  { contentType, contentEncoding, bytes, etag }: WebFile,
  ifNoneMatch: string | undefined,
  headers: Record<string, string>,
) {
  const all = { ...headers, etag, ...(contentEncoding && { 'content-encoding': contentEncoding }) };
  if (isNotModified(ifNoneMatch, etag)) return { status: 304, headers: all } as const;
  return { status: 200, body: bytes, contentType, headers: all } as const;
}
