import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConveyorError } from '../../shared/errors.ts';
import { type Multipart, parseMultipart } from '../../shared/http/body/multipart.ts';
import { sanitiseFileName } from '../../shared/http/sanitiseFileName.ts';

const contentType = 'multipart/form-data; boundary=line';
const limits = { maximumBytes: 10_000, maximumFiles: 3 };

function part(disposition: string, content: string | Uint8Array, headers = ''): Buffer {
  return Buffer.concat([
    Buffer.from(`--line\r\nContent-Disposition: form-data; ${disposition}\r\n${headers}\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
}
const file = (name: string, content: string | Uint8Array) =>
  part(`name="file"; filename="${name}"`, content, 'Content-Type: application/pdf\r\n');
const text = (name: string, content: string) => part(`name="${name}"`, content);
const form = (...parts: Buffer[]) => Buffer.concat([...parts, Buffer.from('--line--\r\n')]);

async function* inChunks(bytes: Uint8Array, ends: number[] = []) {
  let start = 0;
  for (const end of [...ends, bytes.length]) {
    if (end > start) yield bytes.subarray(start, end);
    start = Math.max(start, end);
  }
}
const parse = (bytes: Uint8Array, ends?: number[]) =>
  parseMultipart(inChunks(bytes, ends), contentType, limits);

/** The error code, or undefined if parsing succeeds. */
async function errorCode(work: Promise<Multipart>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof ConveyorError) return error.code;
    throw error;
  }
}

const content = Buffer.from('binary \0 \r\n--lin \r\n-- line\r\n--linf ü');
const whole = form(
  text('to', 'pdf'),
  file('a.docx', content),
  file('ü.pdf', ''),
  text('options', '{"a":"ü"}'),
);

test('yields files and fields as sent', async () => {
  const { files, fields } = await parse(whole);
  expect(fields).toEqual({ to: 'pdf', options: '{"a":"ü"}' });
  expect(
    files.map(({ name, contentType: type, bytes }) => [name, type, Buffer.from(bytes).toString()]),
  ).toEqual([
    ['a.docx', 'application/pdf', content.toString()],
    ['ü.pdf', 'application/pdf', ''],
  ]);
});

test('yields the same for any division into chunks', async () => {
  const expected = JSON.stringify(await parse(whole));
  const cuts = fc.array(fc.nat(whole.length), { maxLength: 40 }).map((ends) => ends.sort((a, b) => a - b));
  await fc.assert(
    fc.asyncProperty(cuts, async (ends) => {
      expect(JSON.stringify(await parse(whole, ends))).toBe(expected);
    }),
  );
  const everywhere = Array.from({ length: whole.length }, (_, at) => at);
  expect(JSON.stringify(await parse(whole, everywhere))).toBe(expected);
});

test('preserves arbitrary bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
      fc.pre(!Buffer.from(bytes).includes('\r\n--line'));
      expect(Buffer.from((await parse(form(file('a', bytes)))).files[0]?.bytes ?? []).equals(bytes)).toBe(
        true,
      );
    }),
  );
});

test('rejects a form truncated at any byte', async () => {
  const last = whole.length - '--\r\n'.length;
  for (let end = 0; end < last; end++)
    expect([end, await errorCode(parse(whole.subarray(0, end)))]).toEqual([end, 'invalid_multipart']);
});

test('rejects random bytes without hanging', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(await errorCode(parse(bytes))).toBe('invalid_multipart');
      const code = await errorCode(parse(Buffer.concat([Buffer.from('--line\r\n'), bytes])));
      expect(code).toBe('invalid_multipart');
    }),
  );
});

describe('rejects', () => {
  const many = (count: number, make: (index: number) => Buffer) =>
    Array.from({ length: count }, (_, i) => make(i));
  test.each<[string, Buffer, string]>([
    ['a form without a file', form(text('to', 'pdf')), 'invalid_multipart'],
    ['a form without parts', Buffer.from('--line--\r\n'), 'invalid_multipart'],
    ['an empty body', Buffer.alloc(0), 'invalid_multipart'],
    [
      'a file in another part',
      form(file('a', 'x'), part('name="other"; filename="b"', 'x')),
      'invalid_multipart',
    ],
    ['too many files', form(...many(4, () => file('a', 'x'))), 'invalid_multipart'],
    ['too many fields', form(file('a', 'x'), ...many(33, (i) => text(`f${i}`, 'x'))), 'invalid_multipart'],
    ['a repeated field', form(file('a', 'x'), text('to', 'a'), text('to', 'b')), 'invalid_multipart'],
    ['a field without a name', form(file('a', 'x'), part('x="y"', 'a')), 'invalid_multipart'],
    ['a field over the limit', form(file('a', 'x'), text('to', 'x'.repeat(8193))), 'invalid_multipart'],
    ['a field name over the limit', form(file('a', 'x'), text('t'.repeat(101), 'x')), 'invalid_multipart'],
    ['a file over the limit', form(file('a', 'x'.repeat(10_001))), 'body_too_large'],
    [
      'files over the limit in total',
      form(file('a', 'x'.repeat(6000)), file('b', 'x'.repeat(6000))),
      'body_too_large',
    ],
  ])('%s', async (_, bytes, code) => {
    expect(await errorCode(parse(bytes))).toBe(code);
    expect(await errorCode(parse(bytes, [10, 60, 100, 500]))).toBe(code);
  });

  test('a content type without a boundary', async () => {
    expect(await errorCode(parseMultipart(inChunks(whole), 'multipart/form-data', limits))).toBe(
      'invalid_multipart',
    );
  });

  test('a failing upload with the error of the upload', async () => {
    async function* failing() {
      yield whole.subarray(0, 150);
      throw new ConveyorError('bad_request');
    }
    expect(await errorCode(parseMultipart(failing(), contentType, limits))).toBe('bad_request');
  });
});

test('accepts a file of exactly the limit', async () => {
  expect(await errorCode(parse(form(file('a', 'x'.repeat(10_000)))))).toBeUndefined();
});

test('ignores an epilogue', async () => {
  expect(
    (await parse(Buffer.concat([whole, Buffer.from('an epilogue')]), [whole.length])).files,
  ).toHaveLength(2);
});

test('accepts a field named __proto__', async () => {
  const { fields } = await parse(form(file('a', 'x'), text('__proto__', 'x')));
  expect(Object.keys(fields)).toEqual(['__proto__']);
});

test.each([
  ['a.pdf', 'a.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\a.docx', 'a.docx'],
  ['a\u0000b\r\n.pdf', 'ab.pdf'],
  ['a\u202Efdp.exe', 'afdp.exe'],
  ['..', 'file'],
  ['', 'file'],
  ['/', 'file'],
  ['\ud800.txt', '\ufffd.txt'],
  [`${'x'.repeat(300)}.docx`, `${'x'.repeat(115)}.docx`],
])('sanitises the file name %j to %j', (name, expected) => {
  expect(sanitiseFileName(name)).toBe(expected);
});

test('a sanitised file name has no separators or control characters and at most 120 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const sanitised = sanitiseFileName(name);
      expect(sanitised).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
      expect(sanitised.isWellFormed() && sanitised.length > 0 && Array.from(sanitised).length <= 120).toBe(
        true,
      );
      expect(['.', '..']).not.toContain(sanitised);
    }),
  );
});
