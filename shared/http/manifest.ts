import type { EndpointFacts } from './declaration.ts';

/** Every endpoint that was declared in this process: what the OpenAPI document is made from. */
export const endpoints: EndpointFacts[] = [];
