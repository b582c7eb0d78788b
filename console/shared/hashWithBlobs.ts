import { hashKey, type QueryKey } from '@tanstack/react-query';

const numbers = new WeakMap<Blob, number>();
let last = 0;

function numberOf(blob: Blob): number {
  const number = numbers.get(blob) ?? ++last;
  numbers.set(blob, number);
  return number;
}

/** The hash of a query key in which each blob and file is itself. As JSON they are all equal. */
export const hashWithBlobs = (key: QueryKey): string =>
  hashKey(key.map((part) => (part instanceof Blob ? numberOf(part) : part)));
