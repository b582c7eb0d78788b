import type { QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { statusOf } from '../storage/clients.ts';

const suffix = '-poison';
/** Queue names have at most 63 characters. */
const longestName = 63;

/** Where the messages of a queue go that no attempt could finish. It is created with its first message. */
export class PoisonQueue {
  readonly name: string;
  readonly #queue: QueueClient;

  private constructor(queue: QueueClient) {
    this.name = queue.name;
    this.#queue = queue;
  }

  /** The poison queue of a queue; undefined for one that is a poison queue itself. */
  static of(service: QueueServiceClient, queueName: string): PoisonQueue | undefined {
    if (queueName.endsWith(suffix) || queueName.length + suffix.length > longestName) return undefined;
    return new PoisonQueue(service.getQueueClient(queueName + suffix));
  }

  /** Adds a message, its text byte for byte as it came, for all time. */
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
