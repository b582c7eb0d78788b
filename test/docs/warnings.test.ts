import { expect, test } from 'vitest';
import { warningCatalogue } from '../../shared/conversion/warnings.ts';
import { documents } from './documents.ts';

test('docs/warnings.md lists each code with the sentence of the catalogue', () => {
  const [, table = ''] = documents.get('docs/warnings.md')?.split('| code | meaning |\n|---|---|\n') ?? [];
  const rows = table.slice(0, table.indexOf('\n\n')).split('\n');
  expect(rows).toEqual(Object.entries(warningCatalogue).map(([code, text]) => `| \`${code}\` | ${text} |`));
});
