import type { ExposureKey, KeyClaim } from './key.ts';
import { PublishError } from './publishAnswer.ts';
import type { AcceptedKey } from './publishRules.ts';
import { transitions } from './reportTypes.ts';
import type { RevisableKey } from './revisionToken.ts';

/** A key that is stored. */
export type KnownKey = ExposureKey;

/**
 * What a publish makes of a key that is known: the claim to revise it with, or `undefined` if there is nothing to change.
 * The same claim again is well, whoever brings it and whenever; how long before the key symptoms began is not compared,
 * for it may be assumed from the day of the publish. Any other claim needs the key's revision token, and keeps to the
 * table of transitions, once.
 * @throws PublishError `missing_revision_token`, `invalid_revision_token`, `key_already_revised` or
 *   `invalid_report_type_transition`.
 */
export function revisionOf(
  known: KnownKey,
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
  const claims: KeyClaim[] = known.revised ? [known, known.revised] : [known];
  const same = claims.find(({ reportType }) => reportType === key.reportType);
  const itself = known.organisationId === organisationId && sameTimes(known, key);
  if (itself && same?.transmissionRisk === key.transmissionRisk) return undefined;

  const entry = token?.get(key.id);
  if (!entry && !tokenSent)
    throw new PublishError('missing_revision_token', 'no revision token, but sent existing keys');
  if (!entry || !itself || !sameTimes(entry, key))
    throw new PublishError('invalid_revision_token', 'revision token is invalid');
  if (same) return undefined;
  if (known.revised) throw new PublishError('key_already_revised', 'key was already revised');
  if (!transitions[known.reportType].includes(key.reportType))
    throw new PublishError(
      'invalid_report_type_transition',
      `invalid report type transition: cannot transition from "${known.reportType}" to "${key.reportType}"`,
    );
  const { reportType, transmissionRisk, daysSinceOnset } = key;
  return { reportType, transmissionRisk, ...(daysSinceOnset !== undefined && { daysSinceOnset }) };
}

type Times = Pick<RevisableKey, 'rollingStart' | 'rollingPeriod'>;
const sameTimes = (one: Times, other: Times) =>
  one.rollingStart === other.rollingStart && one.rollingPeriod === other.rollingPeriod;
