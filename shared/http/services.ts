import type { Configuration } from '../configuration.ts';
import { BodyBudget } from './body/bodyBudget.ts';
import { type BodyPace, defaultPace } from './body/bodyPace.ts';
import { RequestSlots } from './requestSlots.ts';

/** The services of http/: the limits of an instance. */
export interface HttpServices {
  readonly bodyBudget: BodyBudget;
  readonly bodyPace: BodyPace;
  readonly requestSlots: RequestSlots;
}

/** Requests of an instance that are handled at once, and that wait. */
const slots = { running: 200, waiting: 800 };

export function httpServices({
  config,
}: {
  config: Pick<Configuration, 'maximumBodiesBytes'>;
}): HttpServices {
  return {
    bodyBudget: new BodyBudget(config.maximumBodiesBytes),
    bodyPace: defaultPace,
    requestSlots: new RequestSlots(slots.running, slots.waiting),
  };
}
