import type { SecretClient } from '@azure/keyvault-secrets';
import { lazy } from '../async/lazy.ts';
import type { Clock } from '../clock.ts';
import { managedIdentity } from './credential.ts';
import { statusOf } from './status.ts';
import type { Log } from './telemetry.ts';

/** A version of a secret. */
export interface Secret {
  value: string;
  /** The version id in the vault. */
  version: string;
}

interface Cached {
  secret: Secret;
  /** Time of the next refresh, in ms since the epoch. */
  refreshAt: number;
  refreshing?: Promise<void>;
}

/**
 * A cache of Key Vault secrets. A secret is read on first use and refreshed in the background after `refreshSeconds` (with
 * jitter, so that instances do not refresh at once). The cached value stays in use while the vault is unavailable or throttles.
 */
export class Vault {
  readonly #client: () => Promise<SecretClient>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #refreshMs: number;
  readonly #current = new Map<string, Cached>();
  readonly #first = new Map<string, Promise<Secret>>();
  readonly #versions = new Map<string, Promise<Secret>>();

  constructor(options: {
    url: string;
    verifyChallenge: boolean;
    refreshSeconds: number;
    clientId?: string | undefined;
    clock: Clock;
    log: Log;
  }) {
    this.#clock = options.clock;
    this.#log = options.log;
    this.#refreshMs = options.refreshSeconds * 1000;
    this.#client = lazy(async () => {
      const [{ SecretClient }, credential] = await Promise.all([
        import('@azure/keyvault-secrets'),
        managedIdentity(options.clientId),
      ]);
      return new SecretClient(options.url, credential, {
        disableChallengeResourceVerification: !options.verifyChallenge,
        retryOptions: { maxRetries: 3 },
      });
    });
  }

  /** The latest version of a secret, at most `refreshSeconds` (+20 %) old while the vault is available. */
  async current(name: string): Promise<Secret> {
    const cached = this.#current.get(name);
    if (!cached) return this.#once(this.#first, name, () => this.#fetch(name));
    if (this.#clock.now().getTime() >= cached.refreshAt) cached.refreshing ??= this.#refresh(name, cached);
    return cached.secret;
  }

  /** A specific version of a secret. Versions are immutable, so each is read once. */
  async version(name: string, version: string): Promise<Secret> {
    const current = this.#current.get(name)?.secret;
    if (current?.version === version) return current;
    return this.#once(this.#versions, `${name}/${version}`, () => this.#read(name, version), true);
  }

  /** Sends a request to the vault, for the readiness check. 403 and 404 also prove that the vault responds. */
  async ping(): Promise<void> {
    try {
      await this.#read('readiness');
    } catch (error) {
      if (statusOf(error) !== 404 && statusOf(error) !== 403) throw error;
    }
  }

  async #refresh(name: string, cached: Cached): Promise<void> {
    try {
      await this.#fetch(name);
    } catch (error) {
      cached.refreshAt = this.#clock.now().getTime() + this.#jittered() / 10;
      this.#log.warn('A secret could not be refreshed. The cached value stays in use.', {
        secret: name,
        error,
      });
    } finally {
      delete cached.refreshing;
    }
  }

  async #fetch(name: string): Promise<Secret> {
    const secret = await this.#read(name);
    this.#current.set(name, { secret, refreshAt: this.#clock.now().getTime() + this.#jittered() });
    return secret;
  }

  async #read(name: string, version?: string): Promise<Secret> {
    const client = await this.#client();
    const response = await client.getSecret(name, version ? { version } : {});
    if (response.value === undefined) throw new Error(`The secret ${name} has no value.`);
    return { value: response.value, version: response.properties.version ?? '' };
  }

  /** Concurrent callers share one request; a failed request is not cached. */
  #once(pending: Map<string, Promise<Secret>>, key: string, read: () => Promise<Secret>, keep = false) {
    let promise = pending.get(key);
    if (!promise) {
      promise = read();
      pending.set(key, promise);
      const forget = () => pending.delete(key);
      promise.then(keep ? () => undefined : forget, forget);
    }
    return promise;
  }

  #jittered(): number {
    return this.#refreshMs * (0.8 + Math.random() * 0.4);
  }
}
