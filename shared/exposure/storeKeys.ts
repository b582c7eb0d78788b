import type { Stored } from '../azure/cosmos.ts';
import { optimisticUpdate } from '../azure/optimisticUpdate.ts';
import { ConveyorError } from '../errors.ts';
import { addRegions } from './addRegions.ts';
import type { ExposureKey, KeyClaim } from './key.ts';
import type { AcceptedKey } from './publishRules.ts';
import { revisionOf } from './revision.ts';
import type { RevisableKey } from './revisionToken.ts';
import type { ExposureServices } from './services.ts';
import { windowAt } from './window.ts';

/** The context in which the keys of a publish are stored. */
export interface Publication {
  organisationId: string;
  regions: readonly string[];
  /** The keys that the revision token names; `undefined` without a valid token. */
  token: ReadonlyMap<string, RevisableKey> | undefined;
  /** Whether a token was sent, valid or not. */
  tokenSent: boolean;
  /** Unix seconds. */
  received: number;
}

export interface StoredKeys {
  inserted: number;
  revised: number;
  /** Keys that the sender may revise. Keys stored before are included only until their export: see mayBePublic. */
  revisable: RevisableKey[];
  warnings: string[];
}

/** What became of a key. */
interface Outcome {
  what: 'inserted' | 'revised' | 'unchanged' | 'skipped';
  revisable: boolean;
  /** Follows "key 0" in the response. */
  warning?: string;
}

const inserted: Outcome = { what: 'inserted', revisable: true };
const unknownKey: Outcome = {
  what: 'skipped',
  revisable: false,
  warning: 'does not exist, nothing to revoke - saving without this key',
};

/** Maximum number of writes of a stored key that is changed concurrently. */
const maximumTries = 5;
const replicationMilliseconds = 100;

/**
 * Stores the keys of a publish: creates new keys, revises stored keys that its token names, adds regions that stored keys do
 * not have, and leaves others unchanged. So a publish that failed half-way can be retried. With a token, all keys are checked before the first
 * write.
 * @throws PublishError for a revision that is not allowed. Without a token, new keys of the publish may be stored already.
 */
export async function storeKeys(
  keys: readonly AcceptedKey[],
  publication: Publication,
  services: ExposureServices,
): Promise<StoredKeys> {
  const { exposureKeys } = services;
  // Only publishes with a token and negative reports usually concern stored keys. For others, the create-only write shows
  // whether a key exists.
  const existing = await Promise.all(
    keys.map((key) =>
      publication.tokenSent || key.reportType === 'negative'
        ? exposureKeys.read([key.id], key.id)
        : undefined,
    ),
  );
  for (const [index, key] of keys.entries()) {
    const stored = existing[index];
    if (stored) revisionOf(stored.record, key, publication);
  }

  const result: StoredKeys = { inserted: 0, revised: 0, revisable: [], warnings: [] };
  // Waits for all, even if one fails: nothing may be written after the response.
  const outcomes = await Promise.allSettled(
    keys.map((key, index) => store(key, existing[index], publication, services)),
  );
  for (const [index, outcome] of outcomes.entries()) {
    const key = keys[index] as AcceptedKey;
    if (outcome.status === 'rejected') throw outcome.reason;
    if (outcome.value.what === 'inserted') result.inserted++;
    if (outcome.value.what === 'revised') result.revised++;
    if (outcome.value.warning) result.warnings.push(`key ${key.index} ${outcome.value.warning}`);
    if (outcome.value.revisable) result.revisable.push(key);
  }
  return result;
}

async function store(
  key: AcceptedKey,
  existing: Stored<ExposureKey> | undefined,
  publication: Publication,
  services: ExposureServices,
): Promise<Outcome> {
  const { exposureKeys, sleep } = services;
  return optimisticUpdate<Stored<ExposureKey> | undefined, Outcome>({
    // For a key that is not known to exist, the first write is the create that shows whether it does.
    tries: existing ? maximumTries : maximumTries + 1,
    held: { found: existing },
    read: () => exposureKeys.read([key.id], key.id),
    decide: (stored) => {
      if (!stored) {
        if (key.reportType === 'negative') return { result: unknownKey };
        const record = recordOf(key, publication);
        const create = () => exposureKeys.create(record);
        return { write: async () => (await create()) && inserted };
      }
      const { record, etag } = stored;
      const revision = revisionOf(record, key, publication);
      const regions = addRegions(record, revision, publication.regions, key.window);
      const outcome: Outcome = {
        what: revision ? 'revised' : 'unchanged',
        revisable: revision !== undefined || !mayBePublic(record, publication, services),
        ...(typeof regions === 'string' && { warning: regions }),
      };
      const revised = revision && { ...revision, window: revisedWindow(record, publication, services) };
      const changes = { ...(revised && { revised }), ...(typeof regions === 'object' && regions) };
      const operations = Object.entries(changes).map(
        ([name, value]) => ({ op: 'set', path: `/${name}`, value }) as const,
      );
      if (operations.length === 0) return { result: outcome };
      const change = () => exposureKeys.patch([key.id], key.id, operations, { etag });
      return { write: async () => (await change()) && outcome };
    },
    waitForReplica: () => sleep(replicationMilliseconds),
    exhausted: () => Promise.reject(new ConveyorError('unavailable')),
  });
}

function recordOf(key: AcceptedKey, { organisationId, regions }: Publication): ExposureKey {
  const { id, rollingStart, rollingPeriod, window } = key;
  return { id, organisationId, regions: [...regions], rollingStart, rollingPeriod, window, ...claimOf(key) };
}

function claimOf({ reportType, transmissionRisk, daysSinceOnset }: KeyClaim): KeyClaim {
  return { reportType, transmissionRisk, ...(daysSinceOnset !== undefined && { daysSinceOnset }) };
}

/** A revision is exported in the current window, but never before the key itself. */
function revisedWindow(
  { window }: ExposureKey,
  { received }: Publication,
  { config }: Pick<ExposureServices, 'config'>,
): number {
  return Math.max(windowAt(received, config.exportPeriods).start, window);
}

/**
 * Whether a key may have been exported. Before its export only its device knows the key, so a repeated publish gets a
 * revision token again: the previous response may have been lost. After its export anyone knows the key.
 */
function mayBePublic(
  { window }: ExposureKey,
  { received }: Publication,
  { config }: Pick<ExposureServices, 'config'>,
): boolean {
  return received >= windowAt(window, config.exportPeriods).end + config.settleSeconds;
}
