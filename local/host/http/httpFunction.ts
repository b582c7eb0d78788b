import { isDisabled, resolveSettings } from '../appSettings.ts';
import { triggerOf } from '../contract.ts';
import type { RegisteredFunction } from '../registry.ts';
import { StartError } from '../startError.ts';
import { compileRoute, type Route } from './route.ts';

/** An HTTP function with its route, methods and auth level. */
export interface HttpFunction {
  registered: RegisteredFunction;
  inputName: string;
  authLevel: string;
  methods: Set<string> | undefined;
  route: Route;
}

/**
 * The HTTP functions of an app, sorted by name. The first function whose method and route match serves a request.
 */
export function httpFunctions(functions: Iterable<RegisteredFunction>, routePrefix: string): HttpFunction[] {
  return [...functions]
    .filter(({ metadata }) => triggerOf(metadata).type === 'httptrigger' && !isDisabled(metadata.name))
    .sort((a, b) => compareOrdinal(a.metadata.name.toUpperCase(), b.metadata.name.toUpperCase()))
    .map((registered) => {
      const { name, binding } = triggerOf(registered.metadata);
      const template = `${routePrefix}/${resolveSettings(binding.route ?? registered.metadata.name)}`;
      try {
        return {
          registered,
          inputName: name,
          authLevel: (binding.authLevel ?? 'anonymous').toLowerCase(),
          methods: binding.methods && new Set(binding.methods.map((method) => method.toUpperCase())),
          route: compileRoute(template),
        };
      } catch (cause) {
        throw new StartError(`The route '${template}' of '${registered.metadata.name}' is not valid.`, {
          cause,
        });
      }
    });
}

/** Compares by code units, independent of the locale. */
function compareOrdinal(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
