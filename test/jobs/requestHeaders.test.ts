import { describe, expect, test } from 'vitest';
import { webhookHeaders } from '../../shared/jobs/notifications/webhookContent.ts';
import { submissionFields } from '../../shared/jobs/submission/request.ts';
import { requestHeaders } from '../../shared/jobs/submission/requestHeaders.ts';
import { bodyValidator } from '../http/document.ts';

const schema = requestHeaders('Headers.', webhookHeaders);
const isDocumented = bodyValidator('submitJob');
const documented = (callbackHeaders: object) =>
  isDocumented({ to: 'pdf', callbackUrl: 'https://a.example', callbackHeaders });
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, 'a']));

describe('headers of a caller', () => {
  test('are accepted and have names in lower case', () => {
    const given = { Authorization: 'Bearer 42', 'X-Mine': '', "!#$%&'*+.^_`|~-": 'a' };
    expect(schema.parse(given)).toEqual({ authorization: 'Bearer 42', 'x-mine': '', "!#$%&'*+.^_`|~-": 'a' });
    for (const each of [given, many(20)]) expect(documented(each)).toBe(true);
  });

  test.each([
    'Host',
    'content-length',
    'Transfer-Encoding',
    'connection',
    'Proxy-Authorization',
    'expect',
    'Webhook-Signature',
    'WEBHOOK-ID',
    'content-type',
    'traceparent',
    'X-Correlation-Id',
  ])('cannot be %s', (name) => {
    const [issue] = schema.safeParse({ [name]: 'hunter2' }).error?.issues ?? [];
    expect(issue).toMatchObject({ path: [name], message: expect.stringMatching(/^The header is reserved/) });
    expect(documented({ [name]: 'a' })).toBe(false);
  });

  test.each<[string, Record<string, string>, string]>([
    ['a space in a name', { 'x mine': 'a' }, 'name of a header'],
    ['a line break in a name', { 'x-mine\r\nhost': 'a' }, 'name of a header'],
    ['a long name', { ['x'.repeat(101)]: 'a' }, 'name of a header'],
    ['a line break in a value', { 'x-mine': 'a\r\nhost: b' }, 'printable ASCII'],
    ['a value that is not ASCII', { 'x-mine': 'é' }, 'printable ASCII'],
    ['a long value', { 'x-mine': 'a'.repeat(4_001) }, 'printable ASCII'],
    ['too many headers', many(21), 'at most 20 headers'],
  ])('are refused with %s', (_, headers, message) => {
    expect(schema.safeParse(headers).error?.issues[0]?.message).toContain(message);
    expect(documented(headers)).toBe(false);
  });

  test('are refused if they are too long together, or differ only in case', () => {
    const long = { 'x-a': 'a'.repeat(3_000), 'x-b': 'a'.repeat(3_000) };
    expect(schema.safeParse(long).error?.issues[0]?.message).toContain('at most 6000 characters together');
    expect(schema.safeParse({ 'X-A': 'a', 'x-a': 'b' }).error?.issues[0]?.message).toContain(
      'more than once',
    );
  });

  test('are JSON in a form', () => {
    const parsed = (callbackHeaders: string) => submissionFields.safeParse({ to: 'pdf', callbackHeaders });
    expect(parsed('{"X-Mine":"a"}').data?.callbackHeaders).toEqual({ 'x-mine': 'a' });
    for (const invalid of ['X-Mine: a', '[]', '"a"', '{"host":"a"}'])
      expect(parsed(invalid).success).toBe(false);
  });
});
