import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import type { Role } from '../shared/roles.ts';
import { appManifest } from './appManifest.ts';
import { root } from './root.ts';

/** The entry of a role's bundle: the common start-up code and the role's functions. */
export const mainEntry = 'conveyor:main';

/**
 * Builds a role into a bundle: the bundle has only its functions, and its configuration accepts no other role. The setting
 * CONVEYOR_ROLE may be omitted; with another role every function answers `misconfigured`.
 */
export function rolePlugin(role: Role): Plugin {
  return {
    name: 'role',
    setup(build) {
      build.onResolve({ filter: /^conveyor:main$/ }, () => ({ path: 'main', namespace: 'conveyor' }));
      build.onLoad({ filter: /.*/, namespace: 'conveyor' }, () => ({
        contents: `import './shared/runtime/start.ts';\nimport './functions/${role}.ts';\n`,
        resolveDir: root,
        loader: 'ts',
      }));
      build.onLoad({ filter: /package\.json$/ }, ({ path }) =>
        path === join(root, 'package.json')
          ? { contents: JSON.stringify(appManifest()), loader: 'json' }
          : undefined,
      );
      build.onLoad({ filter: /[\\/]shared[\\/]roles\.ts$/ }, () => ({
        contents: `export const roles = ['${role}'];\nprocess.env.CONVEYOR_ROLE ||= '${role}';\n`,
        loader: 'ts',
      }));
    },
  };
}
