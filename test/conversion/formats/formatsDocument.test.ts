import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatList } from '../../../shared/conversion/formats/formats.ts';
import { conversions } from '../../../shared/conversion/formats/routes.ts';
import { defaultInputLimits } from '../../../shared/conversion/limits.ts';
import { officeOptions } from '../../../shared/conversion/steps/options/officeOptions.ts';

const text = readFileSync(new URL('../../../docs/formats.md', import.meta.url), 'utf8');

it('docs/formats.md lists exactly the existing conversions', () => {
  const rows = formatList.flatMap(({ name, extensions }) => {
    const to = conversions().filter(({ from, needs }) => from === name && needs === undefined);
    const names = extensions.map((extension) => `\`.${extension}\``).join(', ');
    return to.length > 0 ? [`| ${names} | ${to.map((each) => each.to).join(', ')} |`] : [];
  });
  expect(text.match(/^\| `\..*$/gm)).toEqual(rows);
});

it('docs/formats.md names every option of office documents', () => {
  for (const option of Object.keys(officeOptions.shape)) expect(text).toContain(`\`${option}\``);
});

it('docs/formats.md states the limits', () => {
  const { rows, zip } = defaultInputLimits;
  for (const number of [rows, zip.entries]) expect(text).toContain(number.toLocaleString('en'));
  expect(text).toContain(`${zip.totalBytes / 1024 ** 2} MB, ${zip.ratio} times`);
});
