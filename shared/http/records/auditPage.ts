import { z } from 'zod';
import type { AuditRecord } from '../../tenancy/audit/auditRecord.ts';
import type { TenancyServices } from '../../tenancy/services.ts';
import { type Condition, equals, listQuery, pageOf } from './recordPages.ts';

const moment = z.iso.datetime();

/** The query parameters of a list of the audit log. */
export const auditQuery = listQuery(
  ['id'],
  {
    actor: z.string().max(200).optional().describe('The id of the operator or caller.'),
    action: z.string().max(100).optional().describe('An operation id, such as `putOrganisation`.'),
    from: moment.optional().describe('The first moment.'),
    to: moment.optional().describe('The moment after the last one.'),
  },
  '-id',
);

/**
 * A page of the audit log.
 * @param list.query the parsed query, which `next` repeats
 * @param list.subject all subjects if absent
 */
export async function auditPage(
  { path, query, subject }: { path: string; query: z.output<typeof auditQuery>; subject: string | undefined },
  { audit }: Pick<TenancyServices, 'audit'>,
): Promise<{ entries: AuditRecord[]; limit: number; sort: string; next?: string }> {
  const { records, ...page } = await pageOf(audit, {
    path,
    query,
    conditions: [
      ...equals('subject', subject),
      ...equals('actor.id', query.actor, 'actor'),
      ...equals('action', query.action),
      ...since(query.from),
      ...until(query.to),
    ],
  });
  return { entries: records, ...page };
}

const since = (from: string | undefined): Condition[] =>
  from === undefined ? [] : [{ text: 'c.at >= @from', parameters: { from } }];
const until = (to: string | undefined): Condition[] =>
  to === undefined ? [] : [{ text: 'c.at < @to', parameters: { to } }];
