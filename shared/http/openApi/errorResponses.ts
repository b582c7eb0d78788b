import { STATUS_CODES } from 'node:http';
import { ConveyorError, catalogue, type ErrorCode } from '../../errors.ts';
import type { EndpointMetadata } from '../declaration.ts';
import { problemOf } from '../problem.ts';

/** The error responses of an endpoint by status: the declared ones and those implied by its declaration. */
export function errorResponses(metadata: EndpointMetadata): Record<string, Record<string, unknown>> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOf(metadata)) {
    const { status } = catalogue[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: `${STATUS_CODES[status]}\n\n${codes.map((code) => `- \`${code}\`: ${catalogue[code].detail}`).join('\n')}`,
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: Object.fromEntries(
              codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
            ),
          },
        },
      },
    ]),
  );
}

/** Examples of problem documents by error code: the components that the error responses refer to. */
export function problemExamples(endpoints: readonly EndpointMetadata[]): Record<string, { value: unknown }> {
  const codes = [...new Set(endpoints.flatMap(errorsOf))].sort();
  return Object.fromEntries(
    codes.map((code) => [
      code,
      {
        value: { ...problemOf(new ConveyorError(code)), traceId: '0af7651916cd43dd8448eb211c80319c' },
      },
    ]),
  );
}

/** The sorted error codes of an endpoint: common, implied by its declaration, and declared. */
export function errorsOf(metadata: EndpointMetadata): ErrorCode[] {
  const codes = new Set<ErrorCode>([
    'internal',
    'misconfigured',
    'unavailable',
    'storage_full',
    'invalid_parameter',
    ...(metadata.errors ?? []),
  ]);
  if (metadata.gateway !== 'exempt') codes.add('gateway_required');
  if (metadata.rateLimit) codes.add('rate_limited');
  for (const code of refusalsOf(metadata)) codes.add(code);
  if (metadata.body)
    for (const code of [...metadata.body.errors, 'body_too_slow', 'body_capacity_reached'] as const)
      codes.add(code);
  return [...codes].sort();
}

/** Why a request of a caller is refused. */
function refusalsOf({ auth, metered = true }: EndpointMetadata): ErrorCode[] {
  if (auth === 'none') return [];
  if ('operator' in auth) return ['unauthorized', 'insufficient_role', 'origin_not_allowed'];
  const refusals = [
    'unauthorized',
    'insufficient_scope',
    'organisation_suspended',
    'origin_not_allowed',
  ] as const;
  return metered ? [...refusals, 'quota_exceeded'] : [...refusals];
}
