import { ConveyorError } from '../../errors.ts';
import type { ExposureServices } from '../services.ts';
import { dueWindows } from './dueWindows.ts';
import { type ExportMessage, exportsQueue } from './message.ts';

/**
 * Enqueues an export for the role `batch`, which alone has access to the signing keys.
 * @throws ConveyorError `not_found` if the region does not exist, `conflict` if the window cannot be exported
 */
export async function requestExport(message: ExportMessage, services: ExposureServices): Promise<void> {
  const { regions, queues, clock, config } = services;
  const { region, window } = message;
  if (region !== undefined && !(await regions.read([region], region))) throw new ConveyorError('not_found');
  const due = dueWindows(clock.now().getTime() / 1000, config);
  if (window !== undefined && !due.some(({ start }) => start === window))
    throw new ConveyorError('conflict', {
      detail: '`window` must be the start of a window that is closed, settled and not older than 14 days.',
    });
  await queues.send(exportsQueue, message);
}
