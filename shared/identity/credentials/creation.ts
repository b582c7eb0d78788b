import type { OperatorCaller, TenantCaller } from '../caller.ts';
import type { Creation } from './createCredential.ts';

/** The creation that a request asks for. */
export function creationOf<Request>(
  organisationId: string,
  input: {
    caller: TenantCaller | OperatorCaller;
    headers: { 'idempotency-key'?: string | undefined };
    body: Request;
  },
): Creation<Request> {
  const { caller, headers, body } = input;
  return {
    organisationId,
    creator: caller.kind === 'operator' ? `operator ${caller.operatorId}` : caller.callerId,
    idempotencyKey: headers['idempotency-key'],
    request: body,
  };
}
