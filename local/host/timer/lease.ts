import { hostname } from 'node:os';
import type { BlobLeaseClient, BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { statusOf } from '../storage/clients.ts';

/** Machine and process of the lease owner, stored in the blob's metadata. */
const owner = `${hostname()}-${process.pid}`;

/**
 * The lease that lets one host at a time run a timer. It is a lease on the empty blob
 * `locks/<host id>/Host.Functions.<name>.Listener`, which the host renews.
 */
export class TimerLease {
  readonly #container: ContainerClient;
  readonly #blob: BlockBlobClient;
  readonly #period: number;
  readonly #onLost: () => void;
  #lease: BlobLeaseClient | undefined;
  #renewal: NodeJS.Timeout | undefined;

  /** @param period in milliseconds, from 15 to 60 s */
  constructor(
    container: ContainerClient,
    hostId: string,
    functionName: string,
    period: number,
    onLost: () => void,
  ) {
    this.#container = container;
    this.#blob = container.getBlockBlobClient(`locks/${hostId}/Host.Functions.${functionName}.Listener`);
    this.#period = period;
    this.#onLost = onLost;
  }

  get held(): boolean {
    return this.#lease !== undefined;
  }

  /** @returns false if another host holds the lease */
  async acquire(): Promise<boolean> {
    try {
      return await this.#tryAcquire();
    } catch (error) {
      if (statusOf(error) === 404) {
        await this.#createBlob();
        return await this.#tryAcquire();
      }
      throw error;
    }
  }

  async release(): Promise<void> {
    clearInterval(this.#renewal);
    const lease = this.#lease;
    this.#lease = undefined;
    // A lease that is not released expires.
    await lease?.releaseLease().catch(() => {});
  }

  async #tryAcquire(): Promise<boolean> {
    const lease = this.#blob.getBlobLeaseClient();
    try {
      await lease.acquireLease(Math.round(this.#period / 1000));
    } catch (error) {
      if (statusOf(error) !== 409) throw error;
      if (!(await this.#ownerIsDead())) return false;
      await lease.breakLease(0);
      await lease.acquireLease(Math.round(this.#period / 1000));
    }
    await this.#blob.setMetadata({ FunctionInstance: owner }, { conditions: { leaseId: lease.leaseId } });
    this.#lease = lease;
    this.#renewal = setInterval(() => void this.#renew(lease), this.#period / 2).unref();
    return true;
  }

  async #renew(lease: BlobLeaseClient): Promise<void> {
    try {
      await lease.renewLease();
    } catch (error) {
      const status = statusOf(error);
      if ((status !== 409 && status !== 404) || lease !== this.#lease) return;
      clearInterval(this.#renewal);
      this.#lease = undefined;
      this.#onLost();
    }
  }

  /** A killed host cannot release its lease. If it ran on this machine, the lease can be broken at once. */
  async #ownerIsDead(): Promise<boolean> {
    const { metadata } = await this.#blob.getProperties();
    const [, machine, pid] = /^(.*)-(\d+)$/.exec(metadata?.functioninstance ?? '') ?? [];
    if (machine !== hostname() || Number(pid) === process.pid) return false;
    try {
      process.kill(Number(pid), 0);
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ESRCH';
    }
  }

  async #createBlob(): Promise<void> {
    await this.#container.createIfNotExists();
    try {
      await this.#blob.upload('', 0, { conditions: { ifNoneMatch: '*' } });
    } catch (error) {
      // Another host created it first.
      if (![409, 412].includes(statusOf(error) ?? 0)) throw error;
    }
  }
}
