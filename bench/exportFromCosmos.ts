import { randomBytes } from 'node:crypto';
import { createDefaultRegion, defaultRegionId } from '../local/defaultRegion.ts';
import { readConfiguration } from '../shared/configuration.ts';
import { runExports } from '../shared/exposure/export/runExports.ts';
import { windowAt } from '../shared/exposure/window.ts';
import { createServices } from '../shared/services.ts';
import { withCloud } from './cloud.ts';
import { rate } from './load.ts';

/**
 * Exports a window of `count` keys with the embedded cloud: manifest, queries, signature, blobs, indexes. The windows of the
 * two weeks before it are exported beforehand.
 * @returns milliseconds
 */
export const exportFromCosmos = (count: number): Promise<number> =>
  withCloud(async (settings) => {
    await createDefaultRegion(settings);
    let now = Date.now();
    const config = readConfiguration({ ...settings, LOG_LEVEL: 'warn' });
    const services = createServices(config, {
      clock: { now: () => new Date(now) },
      draining: new AbortController().signal,
    });
    await runExports({}, services);

    const { start, end } = windowAt(now / 1000, config.exportPeriods);
    await rate(count, 32, () =>
      services.exposureKeys.create({
        id: randomBytes(16).toString('hex'),
        organisationId: 'default',
        regions: [defaultRegionId],
        rollingStart: Math.floor(start / 600) - 288,
        rollingPeriod: 144,
        reportType: 'confirmed',
        transmissionRisk: 2,
        window: start,
      }),
    );
    now = (end + config.settleSeconds) * 1000;
    const began = performance.now();
    await runExports({}, services);
    return performance.now() - began;
  });
