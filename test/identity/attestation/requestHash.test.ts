import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { requestHash } from '../../../shared/identity/attestation/requestHash.ts';

test('the documentation has the correct example hashes', () => {
  const page = readFileSync(new URL('../../../docs/attestation.md', import.meta.url), 'utf8');
  const hashes = [requestHash.register('AAAA'), requestHash.publish('AAAA', Buffer.from('{}'))];
  expect(hashes.map((hash) => hash.toString('base64url'))).toEqual([
    'J5wJ2tyDfox3nSgolg1OcNhV2i1nMJ_vzC1fiEUjlfY',
    'TarvrYmx2yxPBfQJKNnP4oqnY07ihPQa9T-5Zw4IZ5A',
  ]);
  for (const hash of hashes) expect(page).toContain(hash.toString('base64url'));
});
