import { app } from '@azure/functions';
import { configurationFaults } from '../configuration.ts';
import { services } from '../services.ts';
import { drain, draining } from './draining.ts';
import { collectLessOften } from './garbageCollection.ts';
import { checkNodeVersion } from './nodeVersions.ts';

collectLessOften();

// A throw at import would start an app without functions. A throw in a hook fails the start, so that no message is received.
app.hook.appStart(checkNodeVersion);

/** The host ends the process 5 s after it has asked it to terminate. Closing the engines takes 0.3 s on an idle machine. */
const terminateMilliseconds = { drain: 2000, flush: 2000 };

// Aborts running work when the host shuts down, gives it time to release its message, and sends the last logs. This hook runs
// first, so engines are closed after it.
draining();
app.hook.appTerminate(async () => {
  await drain(terminateMilliseconds.drain);
  // With an invalid configuration there is no telemetry to flush.
  const all = await services().catch(() => undefined);
  await all?.telemetry?.flush(terminateMilliseconds.flush);
});

// Logs configuration faults, one per line. Throwing at import would leave the host running an app without functions; this way
// every endpoint responds with `misconfigured`.
app.hook.appStart(async () => {
  try {
    await services();
  } catch (error) {
    for (const fault of configurationFaults(error)) console.error(`Configuration: ${fault}`);
  }
});
