import { z } from 'zod';
import type { ContainerDeclaration } from '../../azure/cosmos.ts';
import { operatorRoles, tenantKinds } from '../../identity/caller.ts';

/** The subject of changes that concern no single organisation. */
export const deploymentSubject = 'deployment';

const outcomes = ['started', 'succeeded', 'failed'] as const;
const snapshot = z.record(z.string(), z.unknown());

/** An entry of the audit log as administrators see it. */
export const auditView = z
  .object({
    id: z.uuid().describe('UUIDv7.'),
    at: z.iso.datetime(),
    subject: z.string().describe('The organisation that was changed, or `deployment`.'),
    actor: z
      .object({
        kind: z.enum(['operator', ...tenantKinds]),
        id: z.string().describe('The operator, or the caller of an organisation.'),
        role: z.enum(operatorRoles).optional(),
      })
      .describe('Who made the request.'),
    action: z.string().describe('The operation id of the request, as in the OpenAPI document.'),
    target: z.string().describe('The path of the request.'),
    from: z.string().optional().describe('The address of the client.'),
    traceId: z.string().optional().describe('Identifies the request in the logs.'),
    outcome: z
      .enum(outcomes)
      .describe(
        '`started` if the process died before the outcome was recorded: the change may have been made.',
      ),
    code: z.string().optional().describe('The error code of a failed request.'),
    before: snapshot.optional().describe('What was changed, without secrets; absent for a creation.'),
    after: snapshot.optional().describe('The new state, without secrets; absent for a deletion.'),
  })
  .meta({ id: 'AuditEntry', description: 'A change by an administrator.' });

/** An entry of the audit log as stored; partition: subject and month. Append-only: only its outcome is added once. */
export interface AuditRecord extends z.output<typeof auditView> {
  /** `YYYY-MM`, UTC. */
  month: string;
}

const days = 86_400;

export const auditContainer: ContainerDeclaration = {
  name: 'audit',
  partitionKey: ['/subject', '/month'],
  indexed: ['/id/?', '/subject/?', '/action/?', '/actor/id/?', '/at/?'],
  // 25 months.
  timeToLive: 775 * days,
};
