import type { QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { managedIdentity } from './credential.ts';
import { lazy } from './lazy.ts';

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

  /** Sends a message that never expires; without `messageTimeToLive` it would be gone after seven days. */
  async send(queue: string, message: object): Promise<void> {
    const text = Buffer.from(JSON.stringify(message)).toString('base64');
    await (await this.#queue(queue)).sendMessage(text, { messageTimeToLive: -1 });
  }

  /** When the oldest visible message was put in. @returns `undefined` if none is visible. */
  async oldest(queue: string): Promise<Date | undefined> {
    const { peekedMessageItems } = await (await this.#queue(queue)).peekMessages({ numberOfMessages: 1 });
    return peekedMessageItems[0]?.insertedOn;
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
