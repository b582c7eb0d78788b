/**
 * Limits of a template: a few hundred bytes of template and data could require more resources than any machine has. The
 * engine's limits of time and memory apply in addition.
 */
export const templateLimits = {
  /** Iterations of all loops of a Word template. */
  iterations: 20_000,
  /** XML nodes that its loops and multi-line values create. */
  nodes: 1_000_000,
  /** Characters of all values in a Word document, and of a complete page. */
  characters: 32 * 1024 ** 2,
  /** Bytes of a Word template, unpacked. */
  unpackedBytes: 128 * 1024 ** 2,
  /** Characters of its XML parts. */
  xmlCharacters: 32 * 1024 ** 2,
  /** Nesting levels of its XML. */
  xmlDepth: 200,
  /** Text pieces of a page. */
  pieces: 2_000_000,
  /** Characters of a page template, with its partials. */
  pageCharacters: 4 * 1024 ** 2,
  /** Nesting levels of partials. */
  partialDepth: 32,
  /** Characters and list items that filters create, in total. */
  filterMemory: 20_000_000,
  /** Time in ms for one document. */
  milliseconds: 20_000,
  /** Bytes of one image. */
  imageBytes: 16 * 1024 ** 2,
} as const;
