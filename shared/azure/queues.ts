import type { QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { lazy } from '../lazy.ts';
import { managedIdentity } from './credential.ts';

/** Storage queues: one client, made when first needed. Messages are JSON in base64, as the host reads them. */
export class Queues {
  readonly #service: () => Promise<QueueServiceClient>;
  readonly #clients = new Map<string, QueueClient>();

  constructor(options: { endpoint: string; clientId?: string | undefined }) {
    this.#service = lazy(async () => {
      const [{ QueueServiceClient }, credential] = await Promise.all([
        import('@azure/storage-queue'),
        managedIdentity(options.clientId),
      ]);
      return new QueueServiceClient(options.endpoint, credential);
    });
  }

  /**
   * Sends a message that never expires; without `messageTimeToLive` it would be gone after seven days. With a delay it is
   * visible after so many seconds, at most seven days, and says in its field `dueAt` when that is.
   */
  async send(queue: string, message: object, later?: { seconds: number; now: Date }): Promise<void> {
    const dueAt = later && new Date(later.now.getTime() + later.seconds * 1000).toISOString();
    const text = Buffer.from(JSON.stringify({ ...message, ...(dueAt && { dueAt }) })).toString('base64');
    await (await this.#queue(queue)).sendMessage(text, {
      messageTimeToLive: -1,
      ...(later && { visibilityTimeout: later.seconds }),
    });
  }

  /**
   * Since when the oldest visible message waits: when it was put in, or was due where it was sent with a delay.
   * @returns `undefined` if none is visible.
   */
  async oldest(queue: string): Promise<Date | undefined> {
    const { peekedMessageItems } = await (await this.#queue(queue)).peekMessages({ numberOfMessages: 1 });
    const [first] = peekedMessageItems;
    return first && (dueOf(first.messageText) ?? first.insertedOn);
  }

  /** About how many messages there are, the invisible ones too. */
  async depth(queue: string): Promise<number> {
    return (await (await this.#queue(queue)).getProperties()).approximateMessagesCount ?? 0;
  }

  /** Reaches the service: for readiness. */
  async ping(): Promise<void> {
    await (await this.#service()).listQueues().byPage({ maxPageSize: 1 }).next();
  }

  async #queue(name: string): Promise<QueueClient> {
    let client = this.#clients.get(name);
    if (!client) {
      client = (await this.#service()).getQueueClient(name);
      this.#clients.set(name, client);
    }
    return client;
  }
}

/** When a message was due that was sent with a delay. */
function dueOf(messageText: string): Date | undefined {
  try {
    const { dueAt } = JSON.parse(Buffer.from(messageText, 'base64').toString());
    return Number.isNaN(Date.parse(dueAt)) ? undefined : new Date(dueAt);
  } catch {
    // Somebody else's message: it has nothing to say of this.
    return undefined;
  }
}
