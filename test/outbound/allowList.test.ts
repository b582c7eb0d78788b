import { expect, test } from 'vitest';
import { AllowList } from '../../shared/outbound/allowList.ts';

test('an empty list allows nothing', () => {
  expect(AllowList.parse('').isEmpty).toBe(true);
  expect(AllowList.parse(' , ').isEmpty).toBe(true);
});

test('a name is allowed on every port, or on the given one', () => {
  const list = AllowList.parse('Intranet.example, hooks.example:8000');
  expect(list.hasName('intranet.example', 1234)).toBe(true);
  expect(list.hasName('a.intranet.example', 80)).toBe(false);
  expect(list.hasName('hooks.example', 8000)).toBe(true);
  expect(list.hasName('hooks.example', 80)).toBe(false);
});

test('a wildcard allows every name below a domain, but not the domain itself or names with the same suffix', () => {
  const list = AllowList.parse('*.corp.example');
  expect(list.hasName('a.b.corp.example', 80)).toBe(true);
  expect(list.hasName('corp.example', 80)).toBe(false);
  expect(list.hasName('evilcorp.example', 80)).toBe(false);
});

test('allows addresses and ranges, with or without a port', () => {
  const list = AllowList.parse('10.1.0.0/16,10.2.0.1:8080,::1,[fd00::1]:8080,fd12::/16,[fd13::]/16:99');
  expect(list.hasAddress('10.1.255.1', 5)).toBe(true);
  expect(list.hasAddress('10.2.0.1', 8080)).toBe(true);
  expect(list.hasAddress('10.2.0.1', 80)).toBe(false);
  expect(list.hasAddress('::1', 1)).toBe(true);
  expect(list.hasAddress('fd00::1', 8080)).toBe(true);
  expect(list.hasAddress('fd00::1', 80)).toBe(false);
  expect(list.hasAddress('fd12:1::1', 80)).toBe(true);
  expect(list.hasAddress('fd13:1::1', 99)).toBe(true);
  expect(list.hasAddress('fd13:1::1', 98)).toBe(false);
});

test.each(['http://a', 'a/8', '10.0.0.0/33', 'a:0', 'a:70000', 'a b', '*', '10.0.0.0/', '::/129', 'a,b:c'])(
  'rejects %s',
  (text) => expect(() => AllowList.parse(text)).toThrow(/is not a host, an address or a range/),
);
