import Module from 'node:module';

/**
 * Makes `require('@azure/functions-core')` answer with `core`, from wherever it is called.
 *
 * The module exists nowhere on disk: a host puts it there. `Module._load` has no documentation, but it is the one place that
 * `require`, `createRequire` and CommonJS reached through `import` all pass on Node 20 to 24; the platform's
 * own worker patches the same machinery. As there, `import('@azure/functions-core')` stays unknown.
 */
export function supplyCoreModule(core: object): void {
  const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = loader._load;
  loader._load = function (request, ...rest) {
    return request === '@azure/functions-core' ? core : load.call(this, request, ...rest);
  };
}
