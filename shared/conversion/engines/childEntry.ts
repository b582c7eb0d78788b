import { fileURLToPath } from 'node:url';

/**
 * The path of a child's or thread's entry file in the caller's folder: `<name>.ts` for sources, `<name>.mjs` in a bundle,
 * which is one flat folder.
 * @param from `import.meta.url` of the caller
 */
export function childEntry(from: string, name: string): string {
  const extension = from.endsWith('.ts') ? '.ts' : '.mjs';
  return fileURLToPath(new URL(`./${name}${extension}`, from));
}
