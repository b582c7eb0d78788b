import { app } from '@azure/functions';
import { withTrace } from '../azure/trace.ts';
import { services as appServices, type Services } from '../services.ts';
import { declare } from './manifest.ts';

/** A function that runs on a schedule. */
export interface Schedule {
  name: string;
  /** NCRONTAB: second, minute, hour, day, month, day of the week; UTC. */
  cron: string;
  /** Errors are logged and do not affect later runs. */
  handler: (services: Services) => Promise<void>;
}

/** Declares and registers a timer. */
export function schedule(options: Schedule): Schedule {
  declare({ kind: 'timer', name: options.name, cron: options.cron });
  app.timer(options.name, {
    schedule: options.cron,
    handler: (_timer, context) =>
      withTrace({ traceparent: context.traceContext?.traceParent }, async () => {
        const services = await appServices();
        try {
          await options.handler(services);
        } catch (error) {
          services.log.error('A timer failed.', { function: options.name, error });
          throw error;
        }
      }),
  });
  return options;
}
