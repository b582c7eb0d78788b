import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { dueWindows } from './dueWindows.ts';
import { type ExportMessage, exportsQueue } from './message.ts';

/**
 * Asks for an export, which the role `batch` then does: only that one has the signing keys.
 * @throws ConveyorError `not_found` if there is no such region, `conflict` if the window can't be exported
 */
export async function askForExport(asked: ExportMessage, services: Services): Promise<void> {
  const { regions, queues, clock, config } = services;
  const { region, window } = asked;
  if (region !== undefined && !(await regions.read([region], region))) throw new ConveyorError('not_found');
  const due = dueWindows(clock.now().getTime() / 1000, config);
  if (window !== undefined && !due.some(({ start }) => start === window))
    throw new ConveyorError('conflict', {
      detail: 'This is not the start of a window that is closed, settled and not older than 14 days.',
    });
  await queues.send(exportsQueue, asked);
}
