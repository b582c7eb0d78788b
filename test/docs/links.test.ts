import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { documents } from './documents.ts';

const root = join(import.meta.dirname, '../..');

/** The anchors of a page, as GitHub makes them from its headings. */
const anchorsOf = (text: string) =>
  [...text.replaceAll(/^```.*?^```/gms, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

test.each([...documents])('the links of %s lead to existing files and headings', (path, text) => {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)].map(
    ([, link, image]) => link ?? image ?? '',
  );
  const broken = links
    .filter((link) => !/^https?:/.test(link))
    .filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : normalize(join(path, '..', file));
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(documents.get(target) ?? '').includes(anchor);
    });
  expect(broken).toEqual([]);
});
