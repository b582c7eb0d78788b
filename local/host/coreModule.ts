import Module from 'node:module';

/**
 * Makes `require('@azure/functions-core')` return `core` in every module.
 *
 * The module does not exist on disk; the host supplies it. `Module._load` is undocumented, but `require`, `createRequire` and
 * CommonJS modules loaded by `import` all call it on Node 20 to 24. The Azure worker patches the same function. As in
 * Azure, `import('@azure/functions-core')` fails.
 */
export function supplyCoreModule(core: object): void {
  const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = loader._load;
  loader._load = function (request, ...rest) {
    return request === '@azure/functions-core' ? core : load.call(this, request, ...rest);
  };
}
