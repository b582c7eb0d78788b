import { randomUUID } from 'node:crypto';
import type {
  CoreInvocationContext,
  InvocationModel,
  InvocationRequest,
  InvocationResponse,
} from './contract.ts';
import type { Log } from './log.ts';
import { describeError } from './log.ts';
import type { RegisteredFunction, Registry } from './registry.ts';
import { newTraceContext } from './traceContext.ts';

/**
 * The result to pass to the library when a handler fails or returns nothing. Required for streaming: the library holds the
 * response object and would never end it.
 */
export interface FallbackResult {
  failed: object;
}

export type PartialRequest = Pick<InvocationRequest, 'inputData'> & Partial<InvocationRequest>;

/** Runs an app's functions with their hooks and the time limit, and counts the running invocations. */
export class Invoker {
  readonly #registry: Registry;
  readonly #log: Log;
  readonly #timeout: number | undefined;
  readonly #running = new Set<Promise<unknown>>();

  constructor(registry: Registry, log: Log, timeout: number | undefined) {
    this.#registry = registry;
    this.#log = log;
    this.#timeout = timeout;
  }

  get running(): number {
    return this.#running.size;
  }

  /** Resolves when no invocation is running. */
  async idle(): Promise<void> {
    while (this.#running.size) await Promise.allSettled(this.#running);
  }

  /**
   * Invokes a function once and logs the outcome.
   *
   * @throws the error of the handler or a hook, or an error if functionTimeout is exceeded. The error has been logged.
   * A handler cannot be stopped within its process: after the time limit it continues, and its result is ignored.
   */
  async invoke(
    target: RegisteredFunction,
    partial: PartialRequest,
    fallback?: FallbackResult,
  ): Promise<InvocationResponse> {
    const request: InvocationRequest = {
      invocationId: partial.invocationId ?? randomUUID(),
      functionId: target.metadata.functionId,
      inputData: partial.inputData,
      triggerMetadata: partial.triggerMetadata ?? {},
      traceContext: partial.traceContext ?? newTraceContext(),
    };
    const { name } = target.metadata;
    const started = performance.now();
    const work = this.#run(target, request, fallback);
    const tracked = work.then(noop, noop).finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
    try {
      const response = await this.#withinTimeout(work, name);
      if (this.#log.enabled('debug', `Function.${name}`)) {
        this.#log.write(
          'debug',
          `Function.${name}`,
          `succeeded in ${elapsed(started)} (${request.invocationId})`,
        );
      }
      return response;
    } catch (error) {
      this.#log.write(
        'error',
        `Function.${name}`,
        `failed after ${elapsed(started)} (${request.invocationId}): ${describeError(error)}`,
      );
      throw error;
    }
  }

  async #run(
    target: RegisteredFunction,
    request: InvocationRequest,
    fallback: FallbackResult | undefined,
  ): Promise<InvocationResponse> {
    const programmingModel = this.#registry.model;
    if (!programmingModel) throw new Error('The app has not set a programming model.');
    let modelContext: unknown;
    const core: CoreInvocationContext = {
      invocationId: request.invocationId,
      request,
      metadata: target.metadata,
      state: undefined,
      log: (level, category, message) => {
        const source = `Function.${target.metadata.name}${category === 'user' ? '.User' : ''}`;
        this.#registry.log(level, category, message, source, modelContext);
      },
    };
    const model = await programmingModel.getInvocationModel(core);
    const { context, inputs } = await model.getArguments();
    modelContext = context;
    try {
      const result = await this.#runHandler(target, core, model, context, inputs);
      if (fallback && (result === undefined || result === null)) {
        throw new Error('The handler returned nothing. In Azure such a request never gets a response.');
      }
      return await model.getResponse(context, result);
    } catch (error) {
      // Fails if the response has started; then no fallback is needed.
      if (fallback) await model.getResponse(context, fallback.failed).catch(noop);
      throw error;
    }
  }

  /** Runs the hooks and the handler. The hooks share `hookData` and may replace inputs, handler, result and error. */
  async #runHandler(
    target: RegisteredFunction,
    core: CoreInvocationContext,
    model: InvocationModel,
    context: unknown,
    inputs: unknown[],
  ): Promise<unknown> {
    const { hooks, appHookData } = this.#registry;
    const shared = { hookData: {}, appHookData, invocationContext: context };
    const before = { ...shared, functionCallback: target.callback, inputs };
    core.state = 'preInvocationHooks';
    for (const hook of hooks.preInvocation) await hook(before);

    core.state = 'invocation';
    const after = {
      ...shared,
      inputs: before.inputs,
      result: null as unknown,
      error: null as unknown,
    };
    try {
      after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
    } catch (error) {
      after.error = error ?? new Error('The handler threw undefined or null.');
    }

    core.state = 'postInvocationHooks';
    for (const hook of hooks.postInvocation) await hook(after);
    core.state = undefined;
    if (after.error !== null && after.error !== undefined) throw after.error;
    return after.result;
  }

  async #withinTimeout<T>(work: Promise<T>, name: string): Promise<T> {
    if (this.#timeout === undefined) return await work;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`'${name}' ran longer than the functionTimeout of ${this.#timeout} ms.`)),
        this.#timeout,
      );
    });
    try {
      return await Promise.race([work, limit]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function elapsed(since: number): string {
  return `${Math.round(performance.now() - since)} ms`;
}

function noop(): void {}
