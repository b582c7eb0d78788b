import { app, type InvocationContext } from '@azure/functions';
import type { z } from 'zod';
import { withTrace } from './azure/trace.ts';
import { untilDone } from './draining.ts';
import { ConveyorError } from './errors.ts';
import { declare } from './manifest.ts';
import { type Services, services } from './services.ts';

/** A function that takes the messages of one queue. */
export interface Consumer<Message> {
  name: string;
  queue: string;
  /** What a message looks like. One that looks otherwise ends in the poison queue; there it is logged and dropped. */
  message: z.ZodType<Message>;
  /**
   * Does the work of one message; whatever it throws means "try again", but for a ConveyorError that is not
   * retryable: no retry can help, the message is completed.
   */
  handler: (message: Message, services: Services) => Promise<void>;
}

/** Declares and registers the consumer of a queue. Only what the message itself says is used: its JSON
 * is laid over the trigger's metadata, which so cannot be trusted. */
export function consumer<Message>(options: Consumer<Message>): Consumer<Message> {
  declare({ kind: 'queue', name: options.name, queue: options.queue });
  app.storageQueue(options.name, {
    queueName: options.queue,
    connection: 'TransitStorage',
    handler: (raw: unknown, context: InvocationContext) =>
      withTrace(traceparentOf(raw) ?? context.traceContext?.traceParent, () =>
        untilDone(consume(options, raw)),
      ),
  });
  return options;
}

async function consume<Message>(options: Consumer<Message>, raw: unknown): Promise<void> {
  const all = await services();
  const message = options.message.safeParse(raw);
  if (!message.success) {
    const fields = { function: options.name, error: message.error };
    // Behind a poison queue there is no other: what cannot be read would come back for ever.
    if (options.queue.endsWith('-poison'))
      return all.log.error('A message that nobody can read was dropped.', fields);
    throw new Error('The message cannot be read.', { cause: message.error });
  }
  try {
    await options.handler(message.data, all);
  } catch (error) {
    if (error instanceof ConveyorError && !error.retryable) {
      all.log.warn('A message was given up: no retry can help.', { function: options.name, error });
      return;
    }
    all.log.warn('A message failed and will be tried again.', { function: options.name, error });
    throw error;
  }
}

function traceparentOf(raw: unknown): string | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { traceparent } = raw as { traceparent?: unknown };
  return typeof traceparent === 'string' ? traceparent : undefined;
}
