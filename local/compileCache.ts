import { fileURLToPath } from 'node:url';

/**
 * The folder of Node's compile cache (`NODE_COMPILE_CACHE`). Without it, compiling takes one second for the app and one for
 * Azurite at each start.
 */
export const compileCache = fileURLToPath(new URL('../node_modules/.cache/conveyor', import.meta.url));
