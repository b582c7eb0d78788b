import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';

const header =
  '// Generated from docs/openapi.json by `npm run openapi`. The types of all requests and responses.\n\n';

/** The types of the requests and responses of an OpenAPI document, as TypeScript. */
export async function apiTypes(document: object): Promise<string> {
  const blob = ts.factory.createTypeReferenceNode('Blob');
  const types = await openapiTS(document as OpenAPI3, {
    // Requests may omit what has a default.
    defaultNonNullable: false,
    transform: ({ format }) => (format === 'binary' ? blob : undefined),
  });
  return header + astToString(types);
}
