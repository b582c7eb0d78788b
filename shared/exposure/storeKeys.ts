import type { Stored } from '../azure/cosmos.ts';
import { ConveyorError } from '../errors.ts';
import type { Services } from '../services.ts';
import type { ExposureKey, KeyClaim } from './key.ts';
import type { Deadline } from './publishDeadline.ts';
import type { AcceptedKey } from './publishRules.ts';
import { type KnownKey, revisionOf } from './revision.ts';
import type { RevisableKey } from './revisionToken.ts';
import { windowAt } from './window.ts';

/** What a publish may do, and where to. */
export interface Publication {
  organisationId: string;
  regions: readonly string[];
  /** The keys that the revision token names; `undefined` where none was sent that opens. */
  token: ReadonlyMap<string, RevisableKey> | undefined;
  /** Whether a token was sent, if only one that does not open. */
  tokenSent: boolean;
  /** Unix seconds. */
  received: number;
}

export interface StoredKeys {
  inserted: number;
  revised: number;
  /** What the sender may revise: a key that was known already only while nobody can have it from an export. */
  revisable: RevisableKey[];
  warnings: string[];
}

type Outcome = 'inserted' | 'revised' | 'known' | 'left out';

/** How often a key is looked at again that changes at the same time, or that this replica has not heard of yet. */
const rounds = 5;
const replicationMilliseconds = 100;

/**
 * Stores the keys of a publish: creates the new ones, revises the known ones that its token names. Keys that are there
 * with the same claim stay as they are, so that everything can be repeated wherever it died. A publish with a token is
 * checked whole before anything is written.
 * @throws PublishError of a revision that is not allowed; without a token, new keys of the publish are stored by then.
 */
export async function storeKeys(
  keys: readonly AcceptedKey[],
  publication: Publication,
  services: Services,
  deadline: Deadline,
): Promise<StoredKeys> {
  const { exposureKeys } = services;
  // Who sends a token, or revokes, means keys that are known. All others are new, and creating them is how to find out.
  const named = await Promise.all(
    keys.map((key) =>
      publication.tokenSent || key.reportType === 'negative'
        ? exposureKeys.read([key.id], key.id)
        : undefined,
    ),
  );
  for (const [index, key] of keys.entries()) {
    const stored = named[index];
    if (stored) revisionOf(stored.record, key, publication);
  }

  const result: StoredKeys = { inserted: 0, revised: 0, revisable: [], warnings: [] };
  // All are waited for, whatever becomes of one: nothing may be written after the answer.
  const outcomes = await Promise.allSettled(
    keys.map((key, index) => store(key, named[index], publication, services, deadline)),
  );
  for (const [index, outcome] of outcomes.entries()) {
    const key = keys[index] as AcceptedKey;
    if (outcome.status === 'rejected') throw outcome.reason;
    if (outcome.value.what === 'inserted') result.inserted++;
    if (outcome.value.what === 'revised') result.revised++;
    if (outcome.value.what === 'left out')
      result.warnings.push(
        `key ${key.index} is not known, there is nothing to revoke - saving without this key`,
      );
    if (outcome.value.revisable) result.revisable.push(key);
  }
  return result;
}

async function store(
  key: AcceptedKey,
  known: Stored<ExposureKey> | undefined,
  publication: Publication,
  services: Services,
  deadline: Deadline,
): Promise<{ what: Outcome; revisable: boolean }> {
  const { exposureKeys, sleep } = services;
  let stored = known;
  for (let round = 0; round < rounds; round++) {
    if (!stored) {
      if (key.reportType === 'negative') return { what: 'left out', revisable: false };
      const record = recordOf(key, publication);
      if (await exposureKeys.create(record, { signal: deadline.check() }))
        return { what: 'inserted', revisable: true };
      stored = await exposureKeys.read([key.id], key.id);
      // It is there: this replica has not heard of it yet, or a sweep took it at this moment.
      if (!stored) {
        await sleep(replicationMilliseconds);
        continue;
      }
    }
    const revision = revisionOf(stored.record, key, publication);
    if (!revision) return { what: 'known', revisable: !mayBePublic(stored.record, publication, services) };
    const value = { ...revision, window: revisedWindow(stored.record, publication, services) };
    const changed = await exposureKeys.patch([key.id], key.id, [{ op: 'add', path: '/revised', value }], {
      etag: stored.etag,
      signal: deadline.check(),
    });
    if (changed) return { what: 'revised', revisable: true };
    stored = await exposureKeys.read([key.id], key.id);
  }
  throw new ConveyorError('unavailable');
}

function recordOf(key: AcceptedKey, { organisationId, regions }: Publication): ExposureKey {
  const { id, rollingStart, rollingPeriod, window } = key;
  return { id, organisationId, regions: [...regions], rollingStart, rollingPeriod, window, ...claimOf(key) };
}

function claimOf({ reportType, transmissionRisk, daysSinceOnset }: KeyClaim): KeyClaim {
  return { reportType, transmissionRisk, ...(daysSinceOnset !== undefined && { daysSinceOnset }) };
}

/** A revision is exported in the present window, but never before the key itself. */
function revisedWindow({ window }: KnownKey, { received }: Publication, { config }: Services): number {
  return Math.max(windowAt(received, config.exportPeriods).start, window);
}

/**
 * Whether a key may have been exported: whoever names it before that has it from its device, and is given the means to
 * revise it again, for the answer before may have been lost. Later anybody may name it.
 */
function mayBePublic({ window }: KnownKey, { received }: Publication, { config }: Services): boolean {
  return received >= windowAt(window, config.exportPeriods).end + config.settleSeconds;
}
