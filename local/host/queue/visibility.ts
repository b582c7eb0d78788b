import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import { statusOf } from '../storage/clients.ts';

/**
 * A message while it is in work. Others don't see it for the time of its lease, which is renewed at half of that; each renewal gives a new
 * pop receipt, without which the message can no longer be changed.
 */
export class HeldMessage {
  readonly message: DequeuedMessageItem;
  readonly #queue: QueueClient;
  readonly #lease: number;
  #popReceipt: string;
  #timer: NodeJS.Timeout | undefined;
  #renewing: Promise<void> = Promise.resolve();

  /** @param lease in milliseconds; whole seconds are what the queue can keep */
  constructor(queue: QueueClient, message: DequeuedMessageItem, lease: number) {
    this.message = message;
    this.#queue = queue;
    this.#lease = lease;
    this.#popReceipt = message.popReceipt;
    this.#renewIn(lease / 2);
  }

  /** Stops the renewals: what follows decides the message's fate. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#renewing;
    clearTimeout(this.#timer);
  }

  async delete(): Promise<void> {
    await this.#unlessGone(this.#queue.deleteMessage(this.message.messageId, this.#popReceipt));
  }

  /** Gives the message back, to be seen again after `delay` milliseconds. */
  async release(delay: number): Promise<void> {
    await this.#unlessGone(this.#hideFor(delay));
  }

  #renewIn(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#renewing = this.#renew(milliseconds);
    }, milliseconds).unref();
  }

  async #renew(interval: number): Promise<void> {
    try {
      await this.#hideFor(this.#lease);
      this.#renewIn(this.#lease / 2);
    } catch (error) {
      // Gone for good: another has it, or it is deleted. Anything else may pass before the lease has run out.
      if (!isGone(error)) this.#renewIn(Math.max(interval / 2, 1000));
    }
  }

  async #hideFor(milliseconds: number): Promise<void> {
    const { messageId, messageText } = this.message;
    const updated = await this.#queue.updateMessage(
      messageId,
      this.#popReceipt,
      messageText,
      Math.floor(milliseconds / 1000),
    );
    this.#popReceipt = updated.popReceipt ?? this.#popReceipt;
  }

  async #unlessGone(change: Promise<unknown>): Promise<void> {
    try {
      await change;
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

/** Whether a message is no longer ours: deleted, or taken by another after its lease had run out. */
function isGone(error: unknown): boolean {
  return [400, 404, 409].includes(statusOf(error) ?? 0);
}
