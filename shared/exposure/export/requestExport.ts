import { ConveyorError } from '../../errors.ts';
import type { ExposureServices } from '../services.ts';
import { exportableWindows } from './dueWindows.ts';
import { type ExportMessage, exportsQueue } from './message.ts';

/**
 * Enqueues an export for the role `batch`, which alone has access to the signing keys.
 * @throws ConveyorError `not_found` if the region does not exist, `conflict` if the window cannot be exported
 */
export async function requestExport(
  message: Omit<ExportMessage, 'open'>,
  services: ExposureServices,
): Promise<void> {
  const { regions, queues, clock, config } = services;
  const { region, window } = message;
  const stored = region === undefined ? undefined : await regions.read([region], region);
  if (region !== undefined && !stored) throw new ConveyorError('not_found');
  const exportable = exportableWindows(stored?.record ?? {}, clock.now().getTime() / 1000, config);
  if (window !== undefined && !exportable.some(({ start }) => start === window))
    throw new ConveyorError('conflict', {
      detail: '`window` must be the start of a window that is closed, settled and not older than 14 days.',
    });
  await queues.send(exportsQueue, { ...message, ...(stored?.record.trial && { open: true }) });
}
