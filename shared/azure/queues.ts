import type { QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { lazy } from '../async/lazy.ts';
import { managedIdentity } from './credential.ts';

/** Storage queues, with one client created on first use. Messages are base64-encoded JSON, as the host expects. */
export class Queues {
  readonly #service: () => Promise<QueueServiceClient>;
  readonly #clients = new Map<string, QueueClient>();
  readonly #prefix: string;

  /** @param options.prefix of the name of every queue */
  constructor(options: { endpoint: string; prefix?: string | undefined; clientId?: string | undefined }) {
    this.#prefix = options.prefix ?? '';
    this.#service = lazy(async () => {
      const [{ QueueServiceClient }, credential] = await Promise.all([
        import('@azure/storage-queue'),
        managedIdentity(options.clientId),
      ]);
      return new QueueServiceClient(options.endpoint, credential);
    });
  }

  /**
   * Sends a message that never expires (the default is seven days). A delayed message becomes visible after `seconds`, at
   * most seven days, and contains that time in its field `dueAt`.
   */
  async send(queue: string, message: object, delay?: { seconds: number; now: Date }): Promise<void> {
    const dueAt = delay && new Date(delay.now.getTime() + delay.seconds * 1000).toISOString();
    const text = Buffer.from(JSON.stringify({ ...message, ...(dueAt && { dueAt }) })).toString('base64');
    await (await this.#queue(queue)).sendMessage(text, {
      messageTimeToLive: -1,
      ...(delay && { visibilityTimeout: delay.seconds }),
    });
  }

  /**
   * The time since which the oldest visible message has been waiting: when it was sent, or became due if it was delayed.
   * @returns `undefined` if no message is visible.
   */
  async oldest(queue: string): Promise<Date | undefined> {
    const { peekedMessageItems } = await (await this.#queue(queue)).peekMessages({ numberOfMessages: 1 });
    const [first] = peekedMessageItems;
    return first && (dueOf(first.messageText) ?? first.insertedOn);
  }

  /** The approximate number of messages, including invisible ones. */
  async depth(queue: string): Promise<number> {
    return (await (await this.#queue(queue)).getProperties()).approximateMessagesCount ?? 0;
  }

  /** Sends a request to the service, for the readiness check. */
  async ping(): Promise<void> {
    await (await this.#service()).listQueues().byPage({ maxPageSize: 1 }).next();
  }

  async #queue(name: string): Promise<QueueClient> {
    let client = this.#clients.get(name);
    if (!client) {
      client = (await this.#service()).getQueueClient(`${this.#prefix}${name}`);
      this.#clients.set(name, client);
    }
    return client;
  }
}

/** When a delayed message became due. */
function dueOf(messageText: string): Date | undefined {
  try {
    const { dueAt } = JSON.parse(Buffer.from(messageText, 'base64').toString());
    return Number.isNaN(Date.parse(dueAt)) ? undefined : new Date(dueAt);
  } catch {
    // Not sent by this app, so without `dueAt`.
    return undefined;
  }
}
