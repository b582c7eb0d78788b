import {
  type OperatorCaller,
  type OperatorRole,
  type Scope,
  type TenantCaller,
  type TenantKind,
  tenantKinds,
} from './caller.ts';

/** Who may call an endpoint: kinds of callers of an organisation that have a scope, or operators with at least a role. */
export type Access =
  | { readonly kinds: readonly TenantKind[]; readonly scope: Scope }
  | { readonly operator: OperatorRole };

/** The caller that an access rule admits. */
export type CallerOf<Rule extends Access> = Rule extends { operator: OperatorRole }
  ? OperatorCaller
  : TenantCaller;

/** Every caller of an organisation that has this scope. */
export const callersWith = (scope: Scope) => ({ kinds: tenantKinds, scope }) as const;

/** Devices only. */
export const devices = { kinds: ['device'], scope: 'jobs:write' } as const;

/** Operators that have this role, or a higher one. */
export const operators = (operator: OperatorRole) => ({ operator }) as const;
