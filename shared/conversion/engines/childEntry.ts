import { fileURLToPath } from 'node:url';

/**
 * The path of a child's or thread's entry file beside the caller: `<name>.ts` when the sources run as they stand,
 * `<name>.mjs` when they were bundled into one flat folder.
 * @param from `import.meta.url` of the caller
 */
export function childEntry(from: string, name: string): string {
  const extension = from.endsWith('.ts') ? '.ts' : '.mjs';
  return fileURLToPath(new URL(`./${name}${extension}`, from));
}
