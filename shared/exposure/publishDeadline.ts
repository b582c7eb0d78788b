import { ConveyorError } from '../errors.ts';
import { limitRecords } from './limitRecords.ts';
import type { ExposureServices } from './services.ts';

/** The services of a publish, whose reads and writes end at its deadline. */
export interface LimitedServices {
  services: ExposureServices;
  /**
   * The result of `work`, unless the deadline passes first.
   * @throws ConveyorError `unavailable` at the deadline
   */
  limit: <T>(work: Promise<T>) => Promise<T>;
}

/**
 * Limits a publish that is received now to PUBLISH_SECONDS. It must not write after its deadline, because its window may be
 * exported then, and its caller gets a response in time even if storage hangs.
 */
export function limitPublish(services: ExposureServices): LimitedServices {
  const { clock, config } = services;
  const end = clock.now().getTime() + config.publishSeconds * 1000;
  const signal = AbortSignal.timeout(config.publishSeconds * 1000);
  // The clock too: after a process was suspended, its timers fire late.
  const check = (): AbortSignal => {
    if (signal.aborted || clock.now().getTime() >= end) throw new ConveyorError('unavailable');
    return signal;
  };
  return {
    services: {
      ...services,
      devices: limitRecords(services.devices, check),
      redeemed: limitRecords(services.redeemed, check),
      exposureKeys: limitRecords(services.exposureKeys, check),
      certificates: limitRecords(services.certificates, check),
      publishStatistics: limitRecords(services.publishStatistics, check),
    },
    // The vault and the caches of regions and health authorities are shared by all requests, so their reads are not aborted.
    limit: async (work) => {
      const { promise: passed, reject } = Promise.withResolvers<never>();
      const pass = () => reject(new ConveyorError('unavailable'));
      signal.addEventListener('abort', pass, { once: true });
      try {
        return await Promise.race([work, passed]);
      } finally {
        signal.removeEventListener('abort', pass);
      }
    },
  };
}
