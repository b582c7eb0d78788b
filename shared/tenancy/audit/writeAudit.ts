import { v7 } from 'uuid';
import { traceId } from '../../azure/trace.ts';
import { ConveyorError } from '../../errors.ts';
import type { Caller } from '../../identity/caller.ts';
import type { TenancyServices } from '../services.ts';
import { type AuditRecord, deploymentSubject } from './auditRecord.ts';

/** A request that changes something. */
export interface AuditedRequest {
  caller: Caller;
  action: string;
  target: string;
  from?: string | undefined;
  /** The organisation that the path names. */
  organisationId?: string | undefined;
}

/** What a request changed, without secrets. */
export interface AuditedChange {
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

type AuditServices = Pick<TenancyServices, 'audit' | 'clock' | 'random' | 'log'>;

/**
 * Makes a change and records it: the entry is created before the change, so that no change is without an entry, and its
 * outcome is added afterwards.
 */
export async function audited<Result>(
  request: AuditedRequest,
  change: () => Promise<Result>,
  services: AuditServices,
): Promise<Result> {
  const entry = await begin(request, services);
  try {
    const result = await change();
    await end(entry, { outcome: 'succeeded', ...changeOf(result) }, services);
    return result;
  } catch (error) {
    const code = error instanceof ConveyorError ? error.code : 'internal';
    await end(entry, { outcome: 'failed', code }, services);
    throw error;
  }
}

const changeOf = (result: unknown) => (result as { audit?: AuditedChange } | undefined)?.audit;

async function begin(
  { caller, action, target, from, organisationId }: AuditedRequest,
  { audit, clock, random }: AuditServices,
): Promise<AuditRecord> {
  const now = clock.now();
  const trace = traceId();
  const entry: AuditRecord = {
    id: v7({ msecs: now.getTime(), random: random.bytes(16) }),
    subject: subjectOf(caller, organisationId),
    month: now.toISOString().slice(0, 7),
    at: now.toISOString(),
    actor: actorOf(caller),
    action,
    target,
    ...(from !== undefined && { from }),
    ...(trace !== undefined && { traceId: trace }),
    outcome: 'started',
  };
  if (!(await audit.create(entry))) throw new Error('An audit entry with this id exists already.');
  return entry;
}

/** The change has been made or refused: a failure here must not hide which, so it is only logged. */
async function end(
  { subject, month, id }: AuditRecord,
  outcome: Partial<AuditRecord>,
  { audit, log }: AuditServices,
): Promise<void> {
  const operations = Object.entries(outcome).map(([name, value]) => ({
    op: 'set' as const,
    path: `/${name}`,
    value,
  }));
  try {
    await audit.patch([subject, month], id, operations, { condition: `FROM c WHERE c.outcome = 'started'` });
  } catch (error) {
    log.error('The outcome of an audited request could not be recorded.', { entry: id, error });
  }
}

/** A caller of an organisation changes only that organisation. */
function subjectOf(caller: Caller, organisationId: string | undefined): string {
  if (caller.kind !== 'operator') return caller.organisationId;
  return organisationId ?? deploymentSubject;
}

function actorOf(caller: Caller): AuditRecord['actor'] {
  return caller.kind === 'operator'
    ? { kind: caller.kind, id: caller.operatorId, role: caller.role }
    : { kind: caller.kind, id: caller.callerId };
}
