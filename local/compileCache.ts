import { fileURLToPath } from 'node:url';

/**
 * Where Node keeps what it has compiled: an app is a second of that, and so is Azurite; the next start has it done. For
 * `NODE_COMPILE_CACHE`.
 */
export const compileCache = fileURLToPath(new URL('../node_modules/.cache/conveyor', import.meta.url));
