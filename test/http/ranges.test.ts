import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConveyorError } from '../../shared/errors.ts';
import { attachment } from '../../shared/http/attachment.ts';
import { entityTag, isNotModified } from '../../shared/http/conditional.ts';
import { contentRange, parseRange, rangeFor } from '../../shared/http/ranges.ts';

describe('a range of 10 bytes', () => {
  test.each([
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=2-', { start: 2, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=9-9', { start: 9, end: 9 }],
    ['bytes=5-100', { start: 5, end: 9 }],
    ['Bytes=0-0', { start: 0, end: 0 }],
    [undefined, undefined],
    ['', undefined],
    ['bytes=-', undefined],
    ['bytes=5-2', undefined],
    ['bytes=50-20', undefined],
    ['bytes=0-1,3-4', undefined],
    ['bytes=a-b', undefined],
    ['bytes=--1', undefined],
    ['lines=0-1', undefined],
    [`bytes=0-${'9'.repeat(400)}`, { start: 0, end: 9 }],
  ])('%s', (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected);
  });

  test.each(['bytes=10-', 'bytes=10-20', 'bytes=-0', `bytes=${'9'.repeat(400)}-`])(
    '%s is not satisfiable',
    (header) => {
      try {
        parseRange(header, 10);
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(ConveyorError);
        expect(error).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */10' } });
      }
    },
  );

  test('is always within the content', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), fc.nat(100), (junk, a, b, size) => {
        for (const header of [junk, `bytes=${a}-${b}`, `bytes=${a}-`, `bytes=-${b}`]) {
          try {
            const range = parseRange(header, size);
            if (range) expect(0 <= range.start && range.start <= range.end && range.end < size).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(ConveyorError);
          }
        }
      }),
    );
  });

  test('is written in Content-Range', () => {
    expect(contentRange({ start: 2, end: 9 }, 10)).toEqual({ 'content-range': 'bytes 2-9/10' });
  });

  test.each([
    ['"a"', '"a"', { start: 0, end: 3 }],
    ['"b"', '"a"', undefined],
    ['W/"a"', 'W/"a"', undefined],
    ['Sat, 21 Nov 2026 08:00:00 GMT', '"a"', undefined],
  ])('If-Range %s with the current ETag %s', (ifRange, etag, expected) => {
    expect(rangeFor({ range: 'bytes=0-3', ifRange }, { size: 10, etag })).toEqual(expected);
  });
});

test.each([
  [undefined, false],
  ['*', true],
  ['"a"', true],
  ['W/"a"', true],
  ['"b", W/"a"', true],
  ['"b"', false],
  ['a', false],
])('If-None-Match %s with the current ETag "a"', (header, expected) => {
  expect(isNotModified(header, '"a"')).toBe(expected);
  expect(isNotModified(header, 'W/"a"')).toBe(expected);
});

test('entity tags differ for different content', () => {
  expect(entityTag('a')).toMatch(/^"[\w-]{27}"$/);
  expect(entityTag('a')).not.toBe(entityTag('b'));
});

test.each([
  ['a.pdf', 'attachment; filename=a.pdf'],
  ['a "b".pdf', 'attachment; filename="a \\"b\\".pdf"'],
  ['ü€.pdf', `attachment; filename="??.pdf"; filename*=UTF-8''%C3%BC%E2%82%AC.pdf`],
  ['a\r\nSet-Cookie: x', 'attachment; filename="aSet-Cookie: x"'],
])('encodes the attachment name %j', (name, expected) => {
  expect(attachment(name)).toBe(expected);
});
