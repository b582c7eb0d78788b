import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergePages } from '../../../shared/exposure/export/mergePages.ts';

async function* inPages(ids: readonly number[], size: number) {
  for (let at = 0; at < ids.length; at += size)
    yield ids.slice(at, at + size).map((id) => ({ id: String(id).padStart(4, '0') }));
}

test('merges two sorted streams of pages into one', async () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 40 });
  const size = fc.integer({ min: 1, max: 7 });
  await fc.assert(
    fc.asyncProperty(
      ids,
      fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      size,
      size,
      async (all, isFirst, one, other) => {
        const sorted = all.toSorted((a, b) => a - b);
        const pick = (first: boolean) => sorted.filter((_, index) => isFirst[index] === first);
        const merged = await Array.fromAsync(
          mergePages(inPages(pick(true), one), inPages(pick(false), other)),
        );
        expect(merged.flat().map(({ id }) => Number(id))).toEqual(sorted);
      },
    ),
  );
});

test('passes on pages that have nothing between them', async () => {
  const page = [{ id: 'a' }, { id: 'b' }];
  async function* one() {
    yield page;
  }
  async function* none() {
    yield [];
  }
  const [first] = await Array.fromAsync(mergePages(one(), none()));
  expect(first).toBe(page);
});
