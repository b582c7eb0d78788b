import type { EndpointMetadata } from './declaration.ts';

/** Every endpoint declared in this process: the source of the OpenAPI document. */
export const endpoints: EndpointMetadata[] = [];
