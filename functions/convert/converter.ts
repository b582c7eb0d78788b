import { app } from '@azure/functions';
import { lazy } from '../../shared/async/lazy.ts';
import { registerProbe } from '../../shared/health/readiness.ts';
import { limitsOf } from '../../shared/jobs/submission/limits.ts';
import { services } from '../../shared/services.ts';
import { warmsUp } from './warmsUp.ts';

/** The converter of this worker, created on first use. */
export const converter = lazy(async () => {
  const [{ createConverter }, { config, log, browserProxy }] = await Promise.all([
    import('../../shared/conversion/converter.ts'),
    services(),
  ]);
  return createConverter({
    ...(config.engines && { engines: config.engines }),
    warmEngines: config.warmEngines,
    warmBrowsers: config.warmBrowsers,
    idleSeconds: config.engineIdleSeconds,
    secondsPerConversion: config.jobSeconds,
    maximumResidentBytes: config.engineMegabytes * 1024 * 1024,
    ...(config.browserPages && { pages: config.browserPages }),
    ...(config.engineCache && { cacheDirectory: config.engineCache }),
    ...(config.chromium && { chromium: config.chromium }),
    fonts: config.fontsFolder,
    paper: config.defaultPaper,
    soffice: config.soffice,
    browserProxy,
    javascript: config.browserJavascript === 'on',
    limits: limitsOf(config),
    log: (level, message, fields) => log[level](message, fields),
  });
});

registerProbe('engines', async () => {
  const present = await converter();
  const isAwaited = warmsUp(process.env) || present.engines().length > 0;
  const unready = isAwaited ? present.unready() : [];
  if (unready.length > 0) throw new Error(`No engine is ready of kind ${unready.join(', ')}.`);
  const ready = present.engines().filter(({ state }) => state === 'warm' || state === 'busy');
  const unsandboxed = ready.filter(({ sandbox }) => sandbox === false);
  return { ready: ready.length, withoutSandbox: unsandboxed.length };
});

// Engines take seconds to warm up, so they start with the app, in the background.
app.hook.appStart(() => {
  if (warmsUp(process.env)) void warm();
});

app.hook.appTerminate(async () => {
  // With an invalid configuration there are no engines to close.
  const engines = await converter().catch(() => undefined);
  await engines?.close();
});

async function warm(): Promise<void> {
  try {
    await (await converter()).warm();
  } catch (error) {
    // With an invalid configuration there is nothing to warm; every function reports `misconfigured`.
    const all = await services().catch(() => undefined);
    // Not an error while the app is draining. Otherwise the next job retries the start.
    if (!all?.draining.aborted) all?.log.error('The engines could not be warmed up.', { error });
  }
}
