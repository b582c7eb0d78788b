import { STATUS_CODES } from 'node:http';
import { ConveyorError, catalogue, type ErrorCode } from '../errors.ts';
import type { EndpointFacts } from './declaration.ts';
import { problemOf } from './problem.ts';

/** Every error an endpoint may give, under its status: the declared ones and those that follow from its declaration. */
export function failures(facts: EndpointFacts): Record<string, Record<string, unknown>> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOf(facts)) {
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
            examples: Object.fromEntries(
              codes.map((code) => [
                code,
                {
                  value: {
                    ...problemOf(new ConveyorError(code)),
                    traceId: '0af7651916cd43dd8448eb211c80319c',
                  },
                },
              ]),
            ),
            schema: {
              allOf: [
                { $ref: '#/components/schemas/Problem' },
                { type: 'object', properties: { code: { type: 'string', enum: codes } } },
              ],
            },
          },
        },
      },
    ]),
  );
}

/** The codes of an endpoint, sorted: what any may answer, what its parts imply, what it declares. */
export function errorsOf(facts: EndpointFacts): ErrorCode[] {
  const codes = new Set<ErrorCode>([
    'internal',
    'misconfigured',
    'unavailable',
    'invalid_parameter',
    ...(facts.errors ?? []),
  ]);
  if (facts.gateway !== 'exempt') codes.add('gateway_required');
  if (facts.auth !== 'none') codes.add('unauthorized');
  if (facts.body) for (const code of facts.body.errors) codes.add(code);
  return [...codes].sort();
}
