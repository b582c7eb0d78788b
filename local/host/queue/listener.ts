import type { DequeuedMessageItem, QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { triggerOf } from '../contract.ts';
import type { QueueSettings } from '../hostJson.ts';
import type { Invoker } from '../invoker.ts';
import { describeError, type Log } from '../log.ts';
import type { RegisteredFunction } from '../registry.ts';
import { statusOf } from '../storage/clients.ts';
import { BackOff } from './backOff.ts';
import { LeasedMessage } from './leasedMessage.ts';
import { decodeMessage, messageInput, messageMetadata } from './message.ts';
import { PoisonQueue } from './poisonQueue.ts';
import { WakeSignal } from './wakeSignal.ts';

/** Polls one queue for one function: receives messages in batches, invokes the function, then deletes or releases each message. */
export class QueueListener {
  readonly wakeSignal = new WakeSignal();
  readonly #target: RegisteredFunction;
  readonly #queue: QueueClient;
  readonly #poison: PoisonQueue | undefined;
  readonly #settings: QueueSettings;
  readonly #invoker: Invoker;
  readonly #log: Log;
  readonly #category: string;
  readonly #active = new Map<LeasedMessage, Promise<void>>();
  #draining = false;
  #loop: Promise<void> = Promise.resolve();
  #lastError = '';

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

  /** The queue's URL. */
  get url(): string {
    return this.#queue.url;
  }

  start(): void {
    this.#loop = this.#listen();
  }

  /** Stops polling. Messages of a poll in progress are released. */
  async drain(): Promise<void> {
    this.#draining = true;
    this.wakeSignal.wake();
    await this.#loop;
  }

  /** Resolves when no message is being processed. */
  async idle(): Promise<void> {
    await Promise.all(this.#active.values());
  }

  /** Releases the messages that are being processed, before the process exits. */
  async releaseMessages(): Promise<void> {
    await Promise.all(
      [...this.#active.keys()].map(async (leased) => {
        await leased.stopRenewal();
        await leased.release(0).catch((error) => this.#logOnce(error));
      }),
    );
  }

  async #listen(): Promise<void> {
    const backOff = new BackOff(this.#settings.maxPollingInterval);
    while (!this.#draining) {
      const messages = await this.#receive();
      if (messages.length) {
        backOff.reset();
        for (const message of messages) this.#startProcessing(message);
        while (this.#active.size > this.#settings.newBatchThreshold && !this.#draining) {
          await Promise.race(this.#active.values());
        }
      } else {
        const wait = Math.round(backOff.next());
        this.#log.write('trace', this.#category, `empty, next poll in ${wait} ms`);
        if (!(await this.wakeSignal.wait(wait))) continue;
        this.#log.write('trace', this.#category, 'woken by a send');
        backOff.reset();
      }
    }
  }

  /** A missing queue (404) counts as empty: the app creates its queues itself. */
  async #receive(): Promise<DequeuedMessageItem[]> {
    try {
      const { receivedMessageItems } = await this.#queue.receiveMessages({
        numberOfMessages: this.#settings.batchSize,
        visibilityTimeout: Math.ceil(this.#settings.messageLease / 1000),
      });
      this.#lastError = '';
      return receivedMessageItems;
    } catch (error) {
      if (statusOf(error) !== 404) this.#logOnce(error);
      return [];
    }
  }

  #startProcessing(message: DequeuedMessageItem): void {
    const leased = new LeasedMessage(this.#queue, message, this.#settings.messageLease);
    const work = this.#process(leased)
      .catch((error) => this.#logOnce(error))
      .finally(() => this.#active.delete(leased));
    this.#active.set(leased, work);
  }

  async #process(leased: LeasedMessage): Promise<void> {
    const { message } = leased;
    const payload = decodeMessage(message.messageText, this.#settings.messageEncoding);
    if (this.#draining) return this.#release(leased, 0);
    if (!payload) return this.#moveToPoisonQueue(leased, 'it is not valid base64');
    if (message.dequeueCount > this.#settings.maxDequeueCount)
      return this.#moveToPoisonQueue(
        leased,
        `it exceeded maxDequeueCount (${this.#settings.maxDequeueCount})`,
      );
    const { name, binding } = triggerOf(this.#target.metadata);
    try {
      await this.#invoker.invoke(this.#target, {
        inputData: [{ name, data: messageInput(payload, binding) }],
        triggerMetadata: messageMetadata(message, payload.text),
      });
    } catch {
      if (message.dequeueCount >= this.#settings.maxDequeueCount) {
        return this.#moveToPoisonQueue(leased, `it failed ${message.dequeueCount} times`);
      }
      return this.#release(leased, this.#settings.visibilityTimeout);
    }
    await leased.stopRenewal();
    await leased.delete();
  }

  /** During a drain the message becomes visible at once, so that another host can process it. */
  async #release(leased: LeasedMessage, delay: number): Promise<void> {
    await leased.stopRenewal();
    await leased.release(this.#draining ? 0 : delay);
  }

  /** A message of a poison queue stays in it and is invisible until its lease expires. */
  async #moveToPoisonQueue(leased: LeasedMessage, reason: string): Promise<void> {
    await leased.stopRenewal();
    if (!this.#poison) return;
    this.#log.write(
      'warning',
      this.#category,
      `moving message ${leased.message.messageId} to ${this.#poison.name}: ${reason}`,
    );
    await this.#poison.add(leased.message.messageText);
    await leased.delete();
  }

  /** Logs an error once, not at every poll of an unreachable queue. */
  #logOnce(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    if (text === this.#lastError) return;
    this.#lastError = text;
    this.#log.write('error', this.#category, describeError(error));
  }
}
