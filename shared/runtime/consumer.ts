import { app, type InvocationContext } from '@azure/functions';
import { z } from 'zod';
import { type CarriedTrace, withTrace } from '../azure/trace.ts';
import { settings } from '../configuration.ts';
import { ConveyorError } from '../errors.ts';
import { services as appServices, type Services } from '../services.ts';
import { trackWork } from './draining.ts';
import { declare } from './manifest.ts';

/** A function that processes the messages of a queue. */
export interface Consumer<Message> {
  name: string;
  /** Its name without QUEUE_PREFIX. */
  queue: string;
  /** The schema of a message. An invalid message moves to the poison queue, whose consumer logs and drops it. */
  message: z.ZodType<Message>;
  /** Processes one message. An error means "retry", except a ConveyorError that is not retryable: it completes the message. */
  handler: (message: Message, services: Services) => Promise<void>;
}

/**
 * Declares and registers the consumer of a queue. It ignores the trigger metadata, because the host merges the JSON fields of
 * the message into it.
 */
export function consumer<Message>(options: Consumer<Message>): Consumer<Message> {
  declare({ kind: 'queue', name: options.name, queue: options.queue });
  app.storageQueue(options.name, {
    // An invalid prefix must not be replaced: the messages of another slot would fail here as misconfigured.
    queueName: `${process.env[settings.queuePrefix.name] ?? ''}${options.queue}`,
    connection: 'TransitStorage',
    handler: (raw: unknown, context: InvocationContext) =>
      withTrace({ traceparent: context.traceContext?.traceParent, ...carriedBy(raw) }, () =>
        trackWork(consume(options, raw)),
      ),
  });
  return options;
}

async function consume<Message>(options: Consumer<Message>, raw: unknown): Promise<void> {
  const services = await appServices();
  const message = options.message.safeParse(raw);
  if (!message.success) {
    const fields = { function: options.name, error: message.error };
    // A poison queue has no poison queue: an invalid message would be redelivered indefinitely.
    if (options.queue.endsWith('-poison'))
      return services.log.error('An invalid message in a poison queue was dropped.', fields);
    throw new Error('The message is invalid.', { cause: message.error });
  }
  try {
    await options.handler(message.data, services);
  } catch (error) {
    if (error instanceof ConveyorError && !error.retryable) {
      services.log.warn('A message failed and is not retried.', { function: options.name, error });
      return;
    }
    if (services.draining.aborted) {
      services.log.debug('A message was returned to its queue.', { function: options.name, error });
      throw services.draining.reason;
    }
    services.log.warn('A message failed and will be retried.', { function: options.name, error });
    throw error;
  }
}

/** The trace that a message continues. */
function carriedBy(raw: unknown): CarriedTrace {
  return carriedSchema.safeParse(raw).data ?? {};
}

const carriedSchema = z.object({
  traceparent: z.string().optional(),
  correlationId: z.string().optional(),
});
