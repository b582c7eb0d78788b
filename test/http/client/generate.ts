import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';

/** The types of a client for an OpenAPI document, as TypeScript. */
export async function clientTypes(document: object): Promise<string> {
  const blob = ts.factory.createTypeReferenceNode('Blob');
  const types = await openapiTS(document as OpenAPI3, {
    // Requests may omit what has a default.
    defaultNonNullable: false,
    transform: ({ format }) => (format === 'binary' ? blob : undefined),
  });
  return astToString(types);
}
