import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import '../../functions/all.ts';
import { openApi } from '../../functions/documentation/openapi.ts';
import { endpoints } from '../../shared/http/manifest.ts';
import { call } from './call.ts';

test('the OpenAPI document of the app is valid and contains every HTTP function', async () => {
  const document = JSON.parse(await (await call(openApi)).text());
  expect(await new Validator().validate(document)).toEqual({ valid: true });
  expect(document.externalDocs.url).toBe('/docs/errors');
  const operations = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(operations.sort()).toEqual(endpoints.map(({ name }) => name).sort());
  expect(operations).toContain('registerDevice');
});
