import { expect, test } from 'vitest';
import { errorText } from '../../../shared/conversion/libreoffice/officeException.ts';

// TypeScript declares WebAssembly only in its DOM library.
declare const WebAssembly: {
  Tag: new (type: { parameters: string[] }) => object;
  Exception: new (tag: object, values: unknown[]) => object;
};

const exception = new WebAssembly.Exception(new WebAssembly.Tag({ parameters: ['i32'] }), [1]);

test('a C++ exception is reported with its type and message', () => {
  const described = (...description: [string, string?]) =>
    errorText(exception, { getExceptionMessage: () => description });
  expect(described('std::bad_alloc', 'no memory')).toBe('C++ exception std::bad_alloc: no memory');
  expect(described('com::sun::star::uno::RuntimeException')).toBe(
    'C++ exception com::sun::star::uno::RuntimeException',
  );
});

test('an exception that cannot be described is still reported as one', () => {
  const fails = () => {
    throw new Error('memory access out of bounds');
  };
  expect(errorText(exception, { getExceptionMessage: fails })).toBe('C++ exception');
  expect(errorText(exception, null)).toBe('C++ exception');
});

test('any other error keeps its message', () => {
  expect(errorText(new Error('unreachable'), null)).toBe('unreachable');
  expect(errorText('a text', null)).toBe('a text');
});
