import { hostname } from 'node:os';
import type { BlobLeaseClient, BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { statusOf } from '../storage/clients.ts';

/** Who holds a lease, in the blob's metadata: machine and process. */
const owner = `${hostname()}-${process.pid}`;

/**
 * The right to run one timer: a lease on an empty blob, `locks/<host id>/Host.Functions.<name>.Listener`, which one host holds
 * at a time and renews while it lives.
 */
export class TimerLease {
  readonly #container: ContainerClient;
  readonly #blob: BlockBlobClient;
  readonly #period: number;
  readonly #onLost: () => void;
  #lease: BlobLeaseClient | undefined;
  #renewal: NodeJS.Timeout | undefined;

  /** @param period in milliseconds, 15 to 60 s */
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

  /** @returns whether the lease is ours now; false when another holds it */
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
    // Not being able to is no harm: it runs out by itself.
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

  /** A host that was killed on this machine can't give its lease back: nobody need wait until it has run out. */
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
      // Another host was first.
      if (![409, 412].includes(statusOf(error) ?? 0)) throw error;
    }
  }
}
