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
import { handMadeMessage, Queues } from './queue/queues.ts';
import { type RegisteredFunction, Registry } from './registry.ts';
import { StartError } from './startError.ts';
import { timerRequest } from './timer/listener.ts';
import { timerListeners } from './timer/timers.ts';

export interface HostOptions {
  /** The app's root, absolute: host.json, local.settings.json, package.json. */
  directory: string;
  /** A file or glob instead of package.json's `main`. */
  main: string | undefined;
  /** 0: any free one; undefined: `Host.LocalHttpPort` of local.settings.json, or else 7071. */
  port: number | undefined;
  /** A keys file; undefined: HTTP functions are open whatever their auth level. */
  keys: string | undefined;
}

export interface RunningHost {
  port: number;
  /**
   * Stops in order: takes nothing new, lets what runs come to its end, tells the app, gives leases back.
   *
   * @param grace how long what runs may take, in milliseconds; then messages in work are given back and it is left behind
   */
  drain(grace: number): Promise<void>;
}

/** What each step of the end may take, in milliseconds, when running work is over. */
const closingTime = 2000;

const triggers = new Set(['httptrigger', 'queuetrigger', 'timertrigger']);

/**
 * Loads an app into this process and runs it. One host a process: the library and the module cache keep what an app has
 * left in them, so a restart is a new process.
 *
 * @throws StartError when the app cannot start
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
    const request = isTimer ? timerRequest(target) : handMadeMessage(target, input);
    // Its failure has been logged; nobody waits for it.
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
  log.write(
    'information',
    'Host',
    `${functions.length} functions are served on http://localhost:${actualPort}`,
  );

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
      if (!(await endsWithin(grace, done))) {
        log.write('warning', 'Host', `${invoker.running} invocations are left behind after ${grace} ms.`);
        await endsWithin(closingTime, queues.abandon());
      }
      const told = registry
        .runAppHooks('appTerminate', directory)
        .catch((error) => log.write('error', 'Host', `An appTerminate hook failed: ${describeError(error)}`));
      await endsWithin(closingTime, told);
      await endsWithin(closingTime, Promise.all(timers.map((timer) => timer.release())));
      frontEnd.close();
    },
  };
}

async function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const late = sleep(milliseconds, false, { ref: false });
  return await Promise.race([work.then(() => true), late]);
}

/** Says at the start what would otherwise be noticed only by what doesn't happen. */
function checkFunctions(functions: RegisteredFunction[], log: Log): void {
  if (!functions.length) log.write('warning', 'Host', 'The app has registered no functions.');
  for (const { metadata } of functions) {
    const { type, binding } = triggerOf(metadata);
    if (!triggers.has(type)) {
      throw new StartError(
        `'${metadata.name}' has a ${binding.type}; this host knows httpTrigger, queueTrigger and timerTrigger.`,
      );
    }
    const others = Object.values(metadata.bindings).filter(
      (other) => other !== binding && other.type !== 'http',
    );
    if (others[0]) {
      throw new StartError(
        `'${metadata.name}' has a binding of type ${others[0].type}; this host has no input or output bindings.`,
      );
    }
    if (metadata.retryOptions) {
      log.write('warning', 'Host', `'${metadata.name}' has a retry policy, which this host does not follow.`);
    }
    if (isDisabled(metadata.name)) log.write('information', 'Host', `'${metadata.name}' is disabled.`);
  }
}
