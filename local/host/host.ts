import { setTimeout as sleep } from 'node:timers/promises';
import { isDisabled, loadLocalSettings } from './appSettings.ts';
import { triggerOf } from './contract.ts';
import { supplyCoreModule } from './coreModule.ts';
import { hostId } from './hostId.ts';
import { loadHostSettings } from './hostJson.ts';
import { Admin } from './http/admin.ts';
import { FrontEnd } from './http/frontEnd.ts';
import { httpFunctions } from './http/httpFunction.ts';
import { Keys } from './http/keys.ts';
import { captureStreamServer } from './http/streaming.ts';
import { Invoker } from './invoker.ts';
import { loadApp } from './loadApp.ts';
import { describeError, Log } from './log.ts';
import { manualMessage, Queues } from './queue/queues.ts';
import { type RegisteredFunction, Registry } from './registry.ts';
import { StartError } from './startError.ts';
import { timerRequest } from './timer/listener.ts';
import { timerListeners } from './timer/timers.ts';

export interface HostOptions {
  /** The app's root, absolute: host.json, local.settings.json, package.json. */
  directory: string;
  /** A file or glob instead of package.json's `main`. */
  main: string | undefined;
  /** 0: a free port; undefined: `Host.LocalHttpPort` of local.settings.json, or 7071. */
  port: number | undefined;
  /** A keys file; undefined: HTTP functions need no key, whatever their auth level. */
  keys: string | undefined;
}

export interface RunningHost {
  port: number;
  /**
   * Stops in this order: accepts no new work, waits for running invocations, runs the appTerminate hooks, releases leases.
   *
   * @param grace time limit for running invocations, in milliseconds; after it their messages are released
   */
  drain(grace: number): Promise<void>;
}

/** Time limit for each step after the running invocations, in milliseconds. */
const closingTimeout = 2000;

const triggers = new Set(['httptrigger', 'queuetrigger', 'timertrigger']);

/**
 * Loads an app into this process and runs it. A process can run one host only: the library and the module cache keep the
 * app's state, so a restart needs a new process.
 *
 * @throws StartError if the app cannot start
 */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const { directory } = options;
  process.chdir(directory);
  const { LocalHttpPort } = loadLocalSettings(directory);
  const port = options.port ?? LocalHttpPort ?? 7071;
  process.env.AZURE_FUNCTIONS_ENVIRONMENT ??= 'Development';
  process.env.FUNCTIONS_WORKER_RUNTIME ??= 'node';
  if (port !== 0) process.env.WEBSITE_HOSTNAME ??= `localhost:${port}`;
  const settings = loadHostSettings(directory);
  const log = new Log(settings.logLevel);
  const keys = new Keys(options.keys);

  const registry = new Registry(log);
  supplyCoreModule(registry.coreModule());
  await loadApp(directory, options.main);
  await registry.runAppHooks('appStart', directory).catch((cause) => {
    throw new StartError('The app cannot start: an appStart hook failed.', { cause });
  });
  const library = await captureStreamServer(registry);
  registry.lock();
  const functions = [...registry.functions.values()];
  checkFunctions(functions, log);

  const invoker = new Invoker(registry, log, settings.functionTimeout);
  const queues = await Queues.of(functions, settings.queues, invoker, log);
  const timers = await timerListeners(functions, hostId(directory), settings.singleton, invoker, log);
  let state: 'Running' | 'Stopping' = 'Running';
  const runNow = (target: RegisteredFunction, input: string): void => {
    const isTimer = triggerOf(target.metadata).type === 'timertrigger';
    const request = isTimer ? timerRequest(target) : manualMessage(target, input);
    // The invoker has logged the error.
    void invoker.invoke(target, request).catch(() => {});
  };
  const frontEnd = new FrontEnd({
    functions: httpFunctions(functions, settings.http.routePrefix),
    settings: settings.http,
    invoker,
    keys,
    admin: new Admin({ functions: registry.functions, keys, state: () => state, runNow }),
    library,
  });
  const actualPort = await frontEnd.listen(port);
  queues.start();
  for (const timer of timers) timer.start();
  log.write('information', 'Host', `Serving ${functions.length} functions on http://localhost:${actualPort}`);

  return {
    port: actualPort,
    drain: async (grace) => {
      state = 'Stopping';
      frontEnd.drain();
      const done = Promise.all([
        queues.drain(),
        ...timers.map((timer) => timer.drain()),
        invoker.idle(),
      ]).then(() => Promise.all([queues.idle(), ...timers.map((timer) => timer.idle())]));
      if (!(await finishesWithin(grace, done))) {
        log.write(
          'warning',
          'Host',
          `${invoker.running} invocations are still running after ${grace} ms. The host stops without waiting for them.`,
        );
        await finishesWithin(closingTimeout, queues.releaseMessages());
      }
      const terminated = registry
        .runAppHooks('appTerminate', directory)
        .catch((error) => log.write('error', 'Host', `An appTerminate hook failed: ${describeError(error)}`));
      await finishesWithin(closingTimeout, terminated);
      await finishesWithin(closingTimeout, Promise.all(timers.map((timer) => timer.release())));
      frontEnd.close();
    },
  };
}

async function finishesWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const timeout = sleep(milliseconds, false, { ref: false });
  return await Promise.race([work.then(() => true), timeout]);
}

/** Reports unsupported and missing declarations at startup. */
function checkFunctions(functions: RegisteredFunction[], log: Log): void {
  if (!functions.length) log.write('warning', 'Host', 'The app registered no functions.');
  for (const { metadata } of functions) {
    const { type, binding } = triggerOf(metadata);
    if (!triggers.has(type)) {
      throw new StartError(
        `'${metadata.name}' has a ${binding.type}. This host supports httpTrigger, queueTrigger and timerTrigger.`,
      );
    }
    const others = Object.values(metadata.bindings).filter(
      (other) => other !== binding && other.type !== 'http',
    );
    if (others[0]) {
      throw new StartError(
        `'${metadata.name}' has a binding of type ${others[0].type}. This host supports no input or output bindings.`,
      );
    }
    if (metadata.retryOptions) {
      log.write('warning', 'Host', `This host ignores the retry policy of '${metadata.name}'.`);
    }
    if (isDisabled(metadata.name)) log.write('information', 'Host', `'${metadata.name}' is disabled.`);
  }
}
