import type {
  FunctionCallback,
  FunctionMetadata,
  HookName,
  LogCategory,
  LogLevel,
  ProgrammingModel,
} from './contract.ts';
import { hostVersion } from './contract.ts';
import type { Log } from './log.ts';

/** The library recognises errors of the host by this property. */
class SystemError extends Error {
  readonly isAzureFunctionsSystemError = true;
}

class Disposable {
  #dispose: (() => void) | undefined;

  constructor(dispose: () => void) {
    this.#dispose = dispose;
  }

  static from(...disposables: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  dispose(): void {
    this.#dispose?.();
    this.#dispose = undefined;
  }
}

export interface RegisteredFunction {
  metadata: FunctionMetadata & { functionId: string };
  callback: FunctionCallback;
}

/** The functions, hooks and programming model that an app registers while it loads. Locked afterwards. */
export class Registry {
  readonly functions = new Map<string, RegisteredFunction>();
  readonly hooks: Record<HookName, FunctionCallback[]> = {
    preInvocation: [],
    postInvocation: [],
    appStart: [],
    appTerminate: [],
    log: [],
  };
  /** Shared by all hooks for the life of the app. */
  readonly appHookData = {};
  model: ProgrammingModel | undefined;
  #locked = false;
  readonly #log: Log;
  readonly #appLevelHookData = {};

  constructor(log: Log) {
    this.#log = log;
  }

  /** Ends the startup phase: later registrations throw. */
  lock(): void {
    this.#locked = true;
  }

  /** Runs the app's log hooks and writes the line. Hooks may change the level and text of lines that the app logs. */
  log(level: LogLevel, category: LogCategory, message: string, source = 'Worker', context?: unknown): void {
    const entry = {
      hookData: {},
      appHookData: this.appHookData,
      level,
      message,
      category,
      invocationContext: context,
    };
    for (const hook of this.hooks.log) hook(entry);
    if (category === 'user') this.#log.write(entry.level, source, entry.message);
    else this.#log.write(level, source, message);
  }

  /** Runs the appStart or appTerminate hooks in the order of their registration. @throws the error of a hook */
  async runAppHooks(name: 'appStart' | 'appTerminate', directory: string): Promise<void> {
    const context = {
      hookData: this.#appLevelHookData,
      appHookData: this.appHookData,
      functionAppDirectory: directory,
    };
    for (const hook of this.hooks[name]) await hook(context);
  }

  /** The module `@azure/functions-core` that the library requires. */
  coreModule(): object {
    return {
      version: '3.13.0',
      hostVersion,
      Disposable,
      setProgrammingModel: (model: ProgrammingModel) => {
        this.model = model;
      },
      getProgrammingModel: () => this.model,
      registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) =>
        this.#registerFunction(metadata, callback),
      registerHook: (name: HookName, callback: FunctionCallback) => this.#registerHook(name, callback),
      log: (level: LogLevel, category: LogCategory, message: string) => this.log(level, category, message),
    };
  }

  #registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
    if (this.#locked) throw new SystemError('A function can only be registered during app startup.');
    const functionId = metadata.functionId || metadata.name;
    if (this.functions.has(functionId)) {
      throw new SystemError(`A function with id "${functionId}" has already been registered.`);
    }
    this.functions.set(functionId, { metadata: { ...metadata, functionId }, callback });
    return new Disposable(() => {
      if (this.#locked) throw new SystemError('A function can only be disposed during app startup.');
      this.functions.delete(functionId);
    });
  }

  #registerHook(name: HookName, callback: FunctionCallback): Disposable {
    const hooks = this.hooks[name];
    if (!hooks) throw new SystemError(`Unrecognized hook "${name}"`);
    hooks.push(callback);
    return new Disposable(() => {
      const index = hooks.indexOf(callback);
      if (index >= 0) hooks.splice(index, 1);
    });
  }
}
