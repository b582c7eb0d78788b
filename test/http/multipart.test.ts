import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConveyorError } from '../../shared/errors.ts';
import { harmlessFileName } from '../../shared/http/fileName.ts';
import { type Multipart, parseMultipart } from '../../shared/http/multipart.ts';

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

async function* inPieces(bytes: Uint8Array, ends: number[] = []) {
  let start = 0;
  for (const end of [...ends, bytes.length]) {
    if (end > start) yield bytes.subarray(start, end);
    start = Math.max(start, end);
  }
}
const parse = (bytes: Uint8Array, ends?: number[]) =>
  parseMultipart(inPieces(bytes, ends), contentType, limits);

/** The code it is refused with, or undefined. */
async function refusal(work: Promise<Multipart>): Promise<string | undefined> {
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

test('files and fields come as they were sent', async () => {
  const { files, fields } = await parse(whole);
  expect(fields).toEqual({ to: 'pdf', options: '{"a":"ü"}' });
  expect(
    files.map(({ name, contentType: type, bytes }) => [name, type, Buffer.from(bytes).toString()]),
  ).toEqual([
    ['a.docx', 'application/pdf', content.toString()],
    ['ü.pdf', 'application/pdf', ''],
  ]);
});

test('wherever it is cut into chunks, it says the same', async () => {
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

test('any bytes arrive as they are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
      fc.pre(!Buffer.from(bytes).includes('\r\n--line'));
      expect(Buffer.from((await parse(form(file('a', bytes)))).files[0]?.bytes ?? []).equals(bytes)).toBe(
        true,
      );
    }),
  );
});

test('cut off anywhere, it is refused', async () => {
  const last = whole.length - '--\r\n'.length;
  for (let end = 0; end < last; end++)
    expect([end, await refusal(parse(whole.subarray(0, end)))]).toEqual([end, 'invalid_multipart']);
});

test('random bytes are refused, and never hang', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(await refusal(parse(bytes))).toBe('invalid_multipart');
      const code = await refusal(parse(Buffer.concat([Buffer.from('--line\r\n'), bytes])));
      expect(code).toBe('invalid_multipart');
    }),
  );
});

describe('refused', () => {
  const many = (count: number, make: (index: number) => Buffer) =>
    Array.from({ length: count }, (_, i) => make(i));
  test.each<[string, Buffer, string]>([
    ['no file', form(text('to', 'pdf')), 'invalid_multipart'],
    ['no part', Buffer.from('--line--\r\n'), 'invalid_multipart'],
    ['nothing', Buffer.alloc(0), 'invalid_multipart'],
    ['a file elsewhere', form(file('a', 'x'), part('name="other"; filename="b"', 'x')), 'invalid_multipart'],
    ['too many files', form(...many(4, () => file('a', 'x'))), 'invalid_multipart'],
    ['too many fields', form(file('a', 'x'), ...many(33, (i) => text(`f${i}`, 'x'))), 'invalid_multipart'],
    ['a field given twice', form(file('a', 'x'), text('to', 'a'), text('to', 'b')), 'invalid_multipart'],
    ['a field without a name', form(file('a', 'x'), part('x="y"', 'a')), 'invalid_multipart'],
    ['too long a field', form(file('a', 'x'), text('to', 'x'.repeat(8193))), 'invalid_multipart'],
    ['too long a field name', form(file('a', 'x'), text('t'.repeat(101), 'x')), 'invalid_multipart'],
    ['too large a file', form(file('a', 'x'.repeat(10_001))), 'body_too_large'],
    [
      'too large files together',
      form(file('a', 'x'.repeat(6000)), file('b', 'x'.repeat(6000))),
      'body_too_large',
    ],
  ])('%s', async (_, bytes, code) => {
    expect(await refusal(parse(bytes))).toBe(code);
    expect(await refusal(parse(bytes, [10, 60, 100, 500]))).toBe(code);
  });

  test('a content type without a boundary', async () => {
    expect(await refusal(parseMultipart(inPieces(whole), 'multipart/form-data', limits))).toBe(
      'invalid_multipart',
    );
  });

  test('an upload that fails gives its own error', async () => {
    async function* failing() {
      yield whole.subarray(0, 150);
      throw new ConveyorError('bad_request');
    }
    expect(await refusal(parseMultipart(failing(), contentType, limits))).toBe('bad_request');
  });
});

test('the limit is exact', async () => {
  expect(await refusal(parse(form(file('a', 'x'.repeat(10_000)))))).toBeUndefined();
});

test('what follows the end is left alone', async () => {
  expect(
    (await parse(Buffer.concat([whole, Buffer.from('an epilogue')]), [whole.length])).files,
  ).toHaveLength(2);
});

test('a field may be called __proto__', async () => {
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
])('the file name %j becomes %j', (given, harmless) => {
  expect(harmlessFileName(given)).toBe(harmless);
});

test('no file name is harmful', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const harmless = harmlessFileName(name);
      expect(harmless).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
      expect(harmless.isWellFormed() && harmless.length > 0 && Array.from(harmless).length <= 120).toBe(true);
      expect(['.', '..']).not.toContain(harmless);
    }),
  );
});
