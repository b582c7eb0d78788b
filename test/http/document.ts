import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import '../../functions/all.ts';
import { openApi } from '../../functions/documentation/openapi.ts';
import { call } from './call.ts';

interface MediaType {
  schema?: { $ref?: string };
  examples?: Record<string, unknown>;
}
interface Operation {
  operationId: string;
  parameters?: { name: string; description?: string }[];
  requestBody?: { content: Record<string, MediaType> };
  responses: Record<string, { content?: Record<string, MediaType> }>;
}

/** The OpenAPI document of the app. */
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; examples: Record<string, object> };
}

export const apiDocument = JSON.parse(await (await call(openApi)).text()) as ApiDocument;

/** The operations by their ids. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.values(apiDocument.paths)
    .flatMap((path) => Object.values(path))
    .map((operation) => [operation.operationId, operation]),
);

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'api', ...apiDocument });

/** The validator of a request body in the document. */
export function bodyValidator(operationId: string, mediaType = 'application/json'): ValidateFunction {
  for (const [path, methods] of Object.entries(apiDocument.paths))
    for (const [method, operation] of Object.entries(methods))
      if (operation.operationId === operationId) {
        const segments = ['paths', path, method, 'requestBody', 'content', mediaType, 'schema'];
        const pointer = segments.map((each) => each.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
        return ajv.compile({ $ref: `api#/${encodeURI(pointer)}` });
      }
  throw new Error(`No operation has the id ${operationId}.`);
}
