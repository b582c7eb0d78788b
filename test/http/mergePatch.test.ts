import { expect, test } from 'vitest';
import { z } from 'zod';
import { applyPatch } from '../../shared/http/body/mergePatch.ts';

const anything = z.record(z.string(), z.unknown());

// The examples of RFC 7396, appendix A, whose target is an object.
test.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j patched with %j is %j', (target, patch, expected) => {
  expect(applyPatch(target, patch, anything)).toEqual(expected);
});

test('a member named __proto__ changes no prototype', () => {
  const patched = applyPatch({}, JSON.parse('{"__proto__":{"polluted":true}}'), z.unknown()) as object;
  expect(Object.getPrototypeOf(patched)).toBe(Object.prototype);
  expect('polluted' in {}).toBe(false);
});

test('a result that does not match the schema is refused with its issues', () => {
  const schema = z.strictObject({ name: z.string() });
  expect(() => applyPatch({ name: 'one' }, { name: null, colour: 'red' }, schema)).toThrow(
    expect.objectContaining({
      code: 'bad_request',
      members: { issues: [expect.anything(), expect.anything()] },
    }),
  );
});
