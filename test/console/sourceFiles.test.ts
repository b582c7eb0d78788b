import { expect, test } from 'vitest';
import { isPage, withUrl } from '../../console/page/convert/sourceFiles.ts';

test.each([
  ['https://example.com/a%20letter.DOCX?v=2', 'a letter.DOCX', false],
  ['https://example.com/100%.docx', '100%.docx', false],
  ['https://example.com/docs/', 'page.html', true],
  ['https://example.com/about.php', 'page.html', true],
])('%s is expected to hold %s', (url, name, page) => {
  const sources = withUrl(url, ['docx', 'html']);
  expect(sources).toEqual({ files: [], url, names: [name] });
  expect(isPage(sources)).toBe(page);
});
