import type { DequeuedMessageItem, QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { triggerOf } from '../contract.ts';
import type { QueueSettings } from '../hostJson.ts';
import type { Invoker } from '../invoker.ts';
import { describeError, type Log } from '../log.ts';
import type { RegisteredFunction } from '../registry.ts';
import { statusOf } from '../storage/clients.ts';
import { BackOff } from './backOff.ts';
import { Bell } from './bell.ts';
import { decodeMessage, messageInput, messageMetadata } from './message.ts';
import { PoisonQueue } from './poisonQueue.ts';
import { HeldMessage } from './visibility.ts';

/** Feeds one function from one queue: takes messages in batches, runs each, deletes it or gives it back. */
export class QueueListener {
  readonly bell = new Bell();
  readonly #target: RegisteredFunction;
  readonly #queue: QueueClient;
  readonly #poison: PoisonQueue | undefined;
  readonly #settings: QueueSettings;
  readonly #invoker: Invoker;
  readonly #log: Log;
  readonly #category: string;
  readonly #working = new Map<HeldMessage, Promise<void>>();
  #draining = false;
  #loop: Promise<void> = Promise.resolve();
  #lastFault = '';

  constructor(options: {
    target: RegisteredFunction;
    service: QueueServiceClient;
    queueName: string;
    settings: QueueSettings;
    invoker: Invoker;
    log: Log;
  }) {
    this.#target = options.target;
    this.#queue = options.service.getQueueClient(options.queueName);
    this.#poison = PoisonQueue.of(options.service, options.queueName);
    this.#settings = options.settings;
    this.#invoker = options.invoker;
    this.#log = options.log;
    this.#category = `Host.Queue.${options.queueName}`;
  }

  /** The queue's URL, which tells it from all others. */
  get url(): string {
    return this.#queue.url;
  }

  start(): void {
    this.#loop = this.#listen();
  }

  /** Takes nothing more. What a look already under way still brings is given back. */
  async drain(): Promise<void> {
    this.#draining = true;
    this.bell.ring();
    await this.#loop;
  }

  /** Resolves when no message is in work any more. */
  async idle(): Promise<void> {
    await Promise.all(this.#working.values());
  }

  /** Gives back what is still in work, for this process is about to end. */
  async abandon(): Promise<void> {
    await Promise.all(
      [...this.#working.keys()].map(async (held) => {
        await held.settle();
        await held.release(0).catch((error) => this.#complain(error));
      }),
    );
  }

  async #listen(): Promise<void> {
    const backOff = new BackOff(this.#settings.maxPollingInterval);
    while (!this.#draining) {
      const messages = await this.#receive();
      if (messages.length) {
        backOff.reset();
        for (const message of messages) this.#take(message);
        while (this.#working.size > this.#settings.newBatchThreshold && !this.#draining) {
          await Promise.race(this.#working.values());
        }
      } else {
        const wait = Math.round(backOff.next());
        this.#log.write('trace', this.#category, `empty, looks again in ${wait} ms`);
        if (!(await this.bell.sleep(wait))) continue;
        this.#log.write('trace', this.#category, 'woken');
        backOff.reset();
      }
    }
  }

  /** A queue that isn't there yet is an empty one: the app makes its queues itself. */
  async #receive(): Promise<DequeuedMessageItem[]> {
    try {
      const { receivedMessageItems } = await this.#queue.receiveMessages({
        numberOfMessages: this.#settings.batchSize,
        visibilityTimeout: Math.ceil(this.#settings.messageLease / 1000),
      });
      this.#lastFault = '';
      return receivedMessageItems;
    } catch (error) {
      if (statusOf(error) !== 404) this.#complain(error);
      return [];
    }
  }

  #take(message: DequeuedMessageItem): void {
    const held = new HeldMessage(this.#queue, message, this.#settings.messageLease);
    const work = this.#process(held)
      .catch((error) => this.#complain(error))
      .finally(() => this.#working.delete(held));
    this.#working.set(held, work);
  }

  async #process(held: HeldMessage): Promise<void> {
    const { message } = held;
    const payload = decodeMessage(message.messageText, this.#settings.messageEncoding);
    if (this.#draining) return this.#giveBack(held, 0);
    if (!payload) return this.#toPoison(held, 'it is not valid base64');
    if (message.dequeueCount > this.#settings.maxDequeueCount)
      return this.#toPoison(held, 'it was tried too often');
    const { name, binding } = triggerOf(this.#target.metadata);
    try {
      await this.#invoker.invoke(this.#target, {
        inputData: [{ name, data: messageInput(payload, binding) }],
        triggerMetadata: messageMetadata(message, payload.text),
      });
    } catch {
      if (message.dequeueCount >= this.#settings.maxDequeueCount) {
        return this.#toPoison(held, `it failed ${message.dequeueCount} times`);
      }
      return this.#giveBack(held, this.#settings.visibilityTimeout);
    }
    await held.settle();
    await held.delete();
  }

  /** A host that drains keeps nothing back: the next one may start at once. */
  async #giveBack(held: HeldMessage, delay: number): Promise<void> {
    await held.settle();
    await held.release(this.#draining ? 0 : delay);
  }

  /** A message of a poison queue has nowhere to go: it stays, hidden until its lease has run out. */
  async #toPoison(held: HeldMessage, reason: string): Promise<void> {
    await held.settle();
    if (!this.#poison) return;
    this.#log.write(
      'warning',
      this.#category,
      `message ${held.message.messageId} goes to ${this.#poison.name}: ${reason}`,
    );
    await this.#poison.add(held.message.messageText);
    await held.delete();
  }

  /** Says each fault once, not at every look into a queue that is out of reach. */
  #complain(error: unknown): void {
    const fault = error instanceof Error ? error.message : String(error);
    if (fault === this.#lastFault) return;
    this.#lastFault = fault;
    this.#log.write('error', this.#category, describeError(error));
  }
}
