import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import { statusOf } from '../storage/clients.ts';

/**
 * A message that is being processed. It is invisible to other receivers for the time of its lease, which is renewed at half of
 * that time. Each renewal returns a new pop receipt, which later calls need.
 */
export class LeasedMessage {
  readonly message: DequeuedMessageItem;
  readonly #queue: QueueClient;
  readonly #lease: number;
  #popReceipt: string;
  #timer: NodeJS.Timeout | undefined;
  #renewing: Promise<void> = Promise.resolve();

  /** @param lease in milliseconds, rounded down to whole seconds */
  constructor(queue: QueueClient, message: DequeuedMessageItem, lease: number) {
    this.message = message;
    this.#queue = queue;
    this.#lease = lease;
    this.#popReceipt = message.popReceipt;
    this.#renewIn(lease / 2);
  }

  /** Stops the renewals before the message is deleted, released or moved. */
  async stopRenewal(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#renewing;
    clearTimeout(this.#timer);
  }

  async delete(): Promise<void> {
    await this.#ignoreIfLost(this.#queue.deleteMessage(this.message.messageId, this.#popReceipt));
  }

  /** Makes the message visible again after `delay` milliseconds. */
  async release(delay: number): Promise<void> {
    await this.#ignoreIfLost(this.#setInvisibleFor(delay));
  }

  #renewIn(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#renewing = this.#renew(milliseconds);
    }, milliseconds).unref();
  }

  async #renew(interval: number): Promise<void> {
    try {
      await this.#setInvisibleFor(this.#lease);
      this.#renewIn(this.#lease / 2);
    } catch (error) {
      // A lost message is not renewed. Other errors may be transient: retry before the lease expires.
      if (!isLost(error)) this.#renewIn(Math.max(interval / 2, 1000));
    }
  }

  async #setInvisibleFor(milliseconds: number): Promise<void> {
    const { messageId, messageText } = this.message;
    const updated = await this.#queue.updateMessage(
      messageId,
      this.#popReceipt,
      messageText,
      Math.floor(milliseconds / 1000),
    );
    this.#popReceipt = updated.popReceipt ?? this.#popReceipt;
  }

  async #ignoreIfLost(change: Promise<unknown>): Promise<void> {
    try {
      await change;
    } catch (error) {
      if (!isLost(error)) throw error;
    }
  }
}

/** Whether the message was deleted, or received by another host after its lease expired. */
function isLost(error: unknown): boolean {
  return [400, 404, 409].includes(statusOf(error) ?? 0);
}
