import { isDisabled, resolveSettings } from '../appSettings.ts';
import { triggerOf } from '../contract.ts';
import type { HostSettings } from '../hostJson.ts';
import type { Invoker } from '../invoker.ts';
import type { Log } from '../log.ts';
import type { RegisteredFunction } from '../registry.ts';
import { StartError } from '../startError.ts';
import { blobService } from '../storage/clients.ts';
import { TimerLease } from './lease.ts';
import { TimerListener } from './listener.ts';
import { parseSchedule, type Schedule } from './schedule.ts';
import { TimerStatusBlob } from './status.ts';

/** The container in `AzureWebJobsStorage` for the leases and timer status of hosts. */
const containerName = 'azure-webjobs-hosts';

/** Creates a listener for each timer function that is not disabled. */
export async function timerListeners(
  functions: Iterable<RegisteredFunction>,
  hostId: string,
  settings: HostSettings['singleton'],
  invoker: Invoker,
  log: Log,
): Promise<TimerListener[]> {
  const listeners: TimerListener[] = [];
  for (const target of functions) {
    const { type, binding } = triggerOf(target.metadata);
    const { name } = target.metadata;
    if (type !== 'timertrigger' || isDisabled(name)) continue;
    const schedule = readSchedule(name, resolveSettings(binding.schedule ?? ''));
    const container = (await blobService(undefined)).getContainerClient(containerName);
    const recorded = binding.useMonitor !== false && !schedule.isFrequent;
    listeners.push(
      new TimerListener({
        target,
        schedule,
        lease: (onLost) => new TimerLease(container, hostId, name, settings.lease, onLost),
        retry: settings.retry,
        statusBlob: recorded ? new TimerStatusBlob(container, hostId, name) : undefined,
        invoker,
        log,
      }),
    );
  }
  return listeners;
}

function readSchedule(functionName: string, expression: string): Schedule {
  try {
    return parseSchedule(expression);
  } catch (cause) {
    throw new StartError(`The schedule of '${functionName}' is not valid.`, { cause });
  }
}
