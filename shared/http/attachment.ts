import { create } from 'content-disposition';
import { sanitiseFileName } from './sanitiseFileName.ts';

/** A `Content-Disposition` value that saves a response under a file name in any script (RFC 6266, RFC 8187). */
export function attachment(fileName: string): string {
  return create(sanitiseFileName(fileName));
}
