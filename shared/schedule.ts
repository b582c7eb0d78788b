import { app } from '@azure/functions';
import { withTrace } from './azure/trace.ts';
import { declare } from './manifest.ts';
import { type Services, services } from './services.ts';

/** A function that runs at set times. */
export interface Schedule {
  name: string;
  /** NCRONTAB: second, minute, hour, day, month, day of the week; UTC. */
  cron: string;
  /** What it throws is logged; the schedule goes on. */
  handler: (services: Services) => Promise<void>;
}

/** Declares and registers a timer. */
export function schedule(options: Schedule): Schedule {
  declare({ kind: 'timer', name: options.name, cron: options.cron });
  app.timer(options.name, {
    schedule: options.cron,
    handler: (_timer, context) =>
      withTrace(context.traceContext?.traceParent, async () => {
        const all = await services();
        try {
          await options.handler(all);
        } catch (error) {
          all.log.error('A timer failed.', { function: options.name, error });
          throw error;
        }
      }),
  });
  return options;
}
