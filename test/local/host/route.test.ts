import { describe, expect, test } from 'vitest';
import { compileRoute } from '../../../local/host/http/route.ts';

const match = (template: string, path: string) => compileRoute(template).match(path);

describe('a route template', () => {
  test.each([
    ['jobs', '/jobs', {}],
    ['jobs', '/Jobs/', {}],
    ['jobs/{id}', '/jobs/7', { id: '7' }],
    ['jobs/{id?}', '/jobs', {}],
    ['jobs/{page=1}', '/jobs', { page: '1' }],
    ['files/{*path}', '/files/a/b.txt', { path: 'a/b.txt' }],
    ['files/{*path}', '/files', {}],
    ['{*all}', '/', { all: '' }],
    ['', '/', {}],
    ['{name}.{kind}', '/index.txt', { name: 'index', kind: 'txt' }],
    ['v{version:int}/x', '/v2/x', { version: '2' }],
    ['jobs/{id}', '/jobs/a%2Fb', { id: 'a%2Fb' }],
    ['files/{*path}', '/files/a\nb', { path: 'a\nb' }],
    ['a.b', '/a.b', {}],
  ])('%s matches %s', (template, path, values) => {
    expect(match(template, path)).toEqual(values);
  });

  test.each([
    ['jobs', '/jobs/1'],
    ['jobs/{id}', '/jobs'],
    ['jobs/{id}', '/jobs/1/2'],
    ['a.b', '/axb'],
  ])('%s does not match %s', (template, path) => {
    expect(match(template, path)).toBeUndefined();
  });
});

describe('a constraint', () => {
  test.each([
    ['int', ['1', '-2147483648'], ['2147483648', '1.5', 'a']],
    ['long', ['9223372036854775807'], ['9223372036854775808']],
    ['bool', ['true', 'FALSE'], ['1']],
    ['guid', ['0190a5b2-7c3e-7d4f-8a1b-2c3d4e5f6071', '0190a5b27c3e7d4f8a1b2c3d4e5f6071'], ['0190a5b2']],
    ['alpha', ['abc'], ['a1']],
    ['decimal', ['1.5', '-2'], ['a']],
    ['datetime', ['2026-01-31'], ['then']],
    ['length(3)', ['abc'], ['ab', 'abcd']],
    ['length(1,2)', ['a', 'ab'], ['abc']],
    ['minlength(2)', ['ab'], ['a']],
    ['maxlength(2)', ['ab'], ['abc']],
    ['min(5)', ['5'], ['4', 'x']],
    ['max(5)', ['5'], ['6']],
    ['range(1,10)', ['1', '10'], ['0', '11']],
    ['regex(^\\\\d{{3}}$)', ['123'], ['12', '1234']],
    ['file', ['a.txt'], ['a']],
    ['nonfile', ['a'], ['a.txt']],
  ])('%s accepts valid and rejects invalid values', (constraint, good, bad) => {
    for (const value of good) expect(match(`{v:${constraint}}`, `/${value}`)).toEqual({ v: value });
    for (const value of bad) expect(match(`{v:${constraint}}`, `/${value}`)).toBeUndefined();
  });

  test('can be combined with others on an optional parameter', () => {
    expect(match('{v:int:min(2)?}', '/')).toEqual({});
    expect(match('{v:int:min(2)?}', '/2')).toEqual({ v: '2' });
    expect(match('{v:int:min(2)?}', '/1')).toBeUndefined();
  });

  test('throws if it is not supported', () => {
    expect(() => compileRoute('{v:prime}')).toThrow("The route constraint 'prime' is not supported.");
  });
});
