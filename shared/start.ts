import { app } from '@azure/functions';
import { configurationFaults } from './configuration.ts';
import { drain, draining } from './draining.ts';
import { checkNodeVersion } from './nodeVersions.ts';
import { services } from './services.ts';

// A throw at import would start an app without functions; a hook that throws fails the start, so that no message is taken.
app.hook.appStart(checkNodeVersion);

// Work that runs when the host begins to stop must hear of it, and have a moment to give its message back. This hook
// is the first of its kind: engines are closed after it.
draining();
app.hook.appTerminate(() => drain(5_000));

// A fault of the configuration must not be thrown at import, or the host runs an app without functions:
// it is told here, one line a fault, and every function answers `misconfigured`.
app.hook.appStart(async () => {
  try {
    await services();
  } catch (error) {
    for (const fault of configurationFaults(error)) console.error(`Configuration: ${fault}`);
  }
});
