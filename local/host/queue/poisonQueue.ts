import type { QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { statusOf } from '../storage/clients.ts';

const suffix = '-poison';
/** Queue names have at most 63 characters. */
const longestName = 63;

/** The queue for messages that exceeded maxDequeueCount. Created with its first message. */
export class PoisonQueue {
  readonly name: string;
  readonly #queue: QueueClient;

  private constructor(queue: QueueClient) {
    this.name = queue.name;
    this.#queue = queue;
  }

  /** @returns undefined if the queue is a poison queue itself, or its name is too long for the suffix */
  static of(service: QueueServiceClient, queueName: string): PoisonQueue | undefined {
    if (queueName.endsWith(suffix) || queueName.length + suffix.length > longestName) return undefined;
    return new PoisonQueue(service.getQueueClient(queueName + suffix));
  }

  /** Adds a message with unchanged text and no expiry. */
  async add(messageText: string): Promise<void> {
    try {
      await this.#queue.sendMessage(messageText, { messageTimeToLive: -1 });
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      await this.#queue.createIfNotExists();
      await this.#queue.sendMessage(messageText, { messageTimeToLive: -1 });
    }
  }
}
