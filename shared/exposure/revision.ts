import type { ExposureKey, KeyClaim } from './key.ts';
import { PublishError } from './publishAnswer.ts';
import type { AcceptedKey } from './publishRules.ts';
import { transitions } from './reportTypes.ts';
import type { RevisableKey } from './revisionToken.ts';

/**
 * Decides how a publish revises a stored key. Publishing the same claim again is idempotent, for any caller at any time;
 * `daysSinceOnset` is not compared because it may be derived from the day of the publish. Any other claim requires a
 * revision token that names the key, and must be an allowed transition. A key can be revised once.
 * @returns the claim to revise the key with, or `undefined` if there is nothing to change
 * @throws PublishError `missing_revision_token`, `invalid_revision_token`, `key_already_revised` or
 *   `invalid_report_type_transition`.
 */
export function revisionOf(
  stored: ExposureKey,
  key: AcceptedKey,
  {
    organisationId,
    token,
    tokenSent,
  }: {
    organisationId: string;
    token: ReadonlyMap<string, RevisableKey> | undefined;
    tokenSent: boolean;
  },
): KeyClaim | undefined {
  const claims: KeyClaim[] = stored.revised ? [stored, stored.revised] : [stored];
  const same = claims.find(({ reportType }) => reportType === key.reportType);
  const matches = stored.organisationId === organisationId && sameTimes(stored, key);
  if (matches && same?.transmissionRisk === key.transmissionRisk) return undefined;

  const entry = token?.get(key.id);
  if (!entry && !tokenSent)
    throw new PublishError('missing_revision_token', 'no revision token, but sent existing keys');
  if (!entry || !matches || !sameTimes(entry, key))
    throw new PublishError('invalid_revision_token', 'revision token is invalid');
  if (same) return undefined;
  if (stored.revised) throw new PublishError('key_already_revised', 'key was already revised');
  if (!transitions[stored.reportType].includes(key.reportType))
    throw new PublishError(
      'invalid_report_type_transition',
      `invalid report type transition: cannot transition from "${stored.reportType}" to "${key.reportType}"`,
    );
  const { reportType, transmissionRisk, daysSinceOnset } = key;
  return { reportType, transmissionRisk, ...(daysSinceOnset !== undefined && { daysSinceOnset }) };
}

type Times = Pick<RevisableKey, 'rollingStart' | 'rollingPeriod'>;
const sameTimes = (one: Times, other: Times) =>
  one.rollingStart === other.rollingStart && one.rollingPeriod === other.rollingPeriod;
