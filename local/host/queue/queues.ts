import { randomUUID } from 'node:crypto';
import { isDisabled, resolveSettings } from '../appSettings.ts';
import { triggerOf } from '../contract.ts';
import type { QueueSettings } from '../hostJson.ts';
import type { Invoker, PartialRequest } from '../invoker.ts';
import type { Log } from '../log.ts';
import type { RegisteredFunction } from '../registry.ts';
import { queueService } from '../storage/clients.ts';
import { QueueListener } from './listener.ts';
import { messageInput, messageMetadata } from './message.ts';
import { watchSends } from './watchSends.ts';

/** The queue listeners of an app. A message that the app sends wakes the listener of its queue. */
export class Queues {
  readonly #listeners: QueueListener[];
  readonly #unwatch: () => void;

  private constructor(listeners: QueueListener[]) {
    this.#listeners = listeners;
    this.#unwatch = listeners.length
      ? watchSends((url, delay) => {
          for (const listener of listeners) {
            if (listener.url !== url) continue;
            if (delay > 0) listener.wakeSignal.wakeIn(delay);
            else listener.wakeSignal.wake();
          }
        })
      : () => {};
  }

  /** Creates a listener for each queue function that is not disabled. */
  static async of(
    functions: Iterable<RegisteredFunction>,
    settings: QueueSettings,
    invoker: Invoker,
    log: Log,
  ): Promise<Queues> {
    const listeners: QueueListener[] = [];
    for (const target of functions) {
      const { type, binding } = triggerOf(target.metadata);
      if (type !== 'queuetrigger' || isDisabled(target.metadata.name)) continue;
      const service = await queueService(binding.connection && resolveSettings(binding.connection));
      const queueName = resolveSettings(binding.queueName ?? '').toLowerCase();
      listeners.push(new QueueListener({ target, service, queueName, settings, invoker, log }));
    }
    return new Queues(listeners);
  }

  start(): void {
    for (const listener of this.#listeners) listener.start();
  }

  async drain(): Promise<void> {
    this.#unwatch();
    await Promise.all(this.#listeners.map((listener) => listener.drain()));
  }

  async idle(): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => listener.idle()));
  }

  async releaseMessages(): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => listener.releaseMessages()));
  }
}

/** The request that invokes a queue function manually, as for the first delivery of a message with this text. */
export function manualMessage(target: RegisteredFunction, text: string): PartialRequest {
  const { name, binding } = triggerOf(target.metadata);
  const now = new Date();
  const message = {
    messageId: randomUUID(),
    popReceipt: '',
    dequeueCount: 1,
    insertedOn: now,
    expiresOn: new Date('9999-12-31T23:59:59Z'),
    nextVisibleOn: now,
  };
  return {
    inputData: [{ name, data: messageInput({ bytes: Buffer.from(text), text }, binding) }],
    triggerMetadata: messageMetadata(message, text),
  };
}
