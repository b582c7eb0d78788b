import type { SecretClient } from '@azure/keyvault-secrets';
import type { Clock } from '../clock.ts';
import { lazy } from '../lazy.ts';
import { managedIdentity } from './credential.ts';
import { statusOf } from './status.ts';
import type { Log } from './telemetry.ts';

/** A version of a secret. */
export interface Secret {
  value: string;
  /** Names this version in the vault. */
  version: string;
}

interface Cached {
  secret: Secret;
  /** When it is read again, in ms since the epoch. */
  refreshAt: number;
  refreshing?: Promise<void>;
}

/**
 * Key Vault, cached. A secret is read when first needed and again after some minutes (jittered, so that many
 * instances do not ask at once) while the known value goes on serving. A vault that is away or throttles
 * never stops an app that has what it needs.
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

  /** The newest version of a secret, at most some minutes old while the vault can be reached. */
  async current(name: string): Promise<Secret> {
    const cached = this.#current.get(name);
    if (!cached) return this.#once(this.#first, name, () => this.#fetch(name));
    if (this.#clock.now().getTime() >= cached.refreshAt) cached.refreshing ??= this.#refresh(name, cached);
    return cached.secret;
  }

  /** One version of a secret; versions never change, so each is read once. */
  async version(name: string, version: string): Promise<Secret> {
    const known = this.#current.get(name)?.secret;
    if (known?.version === version) return known;
    return this.#once(this.#versions, `${name}/${version}`, () => this.#read(name, version), true);
  }

  /** Reaches the vault: for readiness. A secret that this role may not read shows that too. */
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
      this.#log.warn('A secret could not be read again; the known one goes on serving.', {
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
    const answer = await client.getSecret(name, version ? { version } : {});
    if (answer.value === undefined) throw new Error(`The secret ${name} has no value.`);
    return { value: answer.value, version: answer.properties.version ?? '' };
  }

  /** Callers that ask at the same time share one request; a failed one is forgotten. */
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
