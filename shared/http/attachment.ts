import { create } from 'content-disposition';
import { harmlessFileName } from './fileName.ts';

/** A `Content-Disposition` that saves an answer under a name in any script (RFC 6266, RFC 8187). */
export function attachment(fileName: string): string {
  return create(harmlessFileName(fileName));
}
