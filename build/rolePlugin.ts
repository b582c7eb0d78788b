import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import type { Role } from '../shared/roles.ts';
import { appManifest } from './appManifest.ts';
import { root } from './root.ts';

/** The entry of a role's bundle: what every role starts with, and the functions of this one. */
export const mainEntry = 'conveyor:main';

/**
 * Bakes a role into a bundle: only its functions are in there, and to its configuration there is no other role. So the
 * setting may be left out, and one that says something else makes every function answer `misconfigured`.
 */
export function rolePlugin(role: Role): Plugin {
  return {
    name: 'role',
    setup(build) {
      build.onResolve({ filter: /^conveyor:main$/ }, () => ({ path: 'main', namespace: 'conveyor' }));
      build.onLoad({ filter: /.*/, namespace: 'conveyor' }, () => ({
        contents: `import './shared/start.ts';\nimport './functions/${role}.ts';\n`,
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
