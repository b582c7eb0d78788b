import type { Blobs } from './azure/blobs.ts';
import type { Cosmos } from './azure/cosmos.ts';
import type { LateTelemetry } from './azure/lateTelemetry.ts';
import type { Queues } from './azure/queues.ts';
import type { StorageSpace } from './azure/storageSpace.ts';
import type { Log } from './azure/telemetry.ts';
import type { Vault } from './azure/vault.ts';
import type { VaultKeys } from './azure/vaultKeys.ts';
import type { Clock } from './clock.ts';
import type { Configuration } from './configuration.ts';
import type { Random } from './random.ts';
import type { Sleep } from './sleep.ts';

/** What every subject may use. What a subject owns, and needs of other subjects, is in its own `services.ts`. */
export interface BaseServices {
  readonly config: Configuration;
  readonly clock: Clock;
  readonly random: Random;
  readonly sleep: Sleep;
  readonly log: Log;
  /** Undefined without Application Insights. */
  readonly telemetry: LateTelemetry | undefined;
  readonly vault: Vault;
  /** Keys that sign in the vault and never leave it. */
  readonly vaultKeys: VaultKeys;
  readonly cosmos: Cosmos;
  readonly blobs: Blobs;
  readonly queues: Queues;
  readonly storageSpace: StorageSpace;
  /** Aborts when the host starts to shut down. */
  readonly draining: AbortSignal;
}
