/**
 * What a template may take at most: a few hundred bytes of template and data can ask for more than any machine has.
 * The engine's own limits of time and memory stand behind these.
 */
export const templateLimits = {
  /** Turns of all loops of a Word template. */
  turns: 20_000,
  /** XML nodes that its loops and the lines of its values may make. */
  nodes: 1_000_000,
  /** Characters that are put into a document in place of tags, and of a whole page. */
  characters: 32 * 1024 ** 2,
  /** Bytes of a Word template, unfolded. */
  unpackedBytes: 128 * 1024 ** 2,
  /** Characters of its XML. */
  xmlCharacters: 32 * 1024 ** 2,
  /** Levels of its XML. */
  xmlDepth: 200,
  /** Pieces of text that a page is put together from. */
  pieces: 2_000_000,
  /** Characters of a page template with its partials. */
  pageCharacters: 4 * 1024 ** 2,
  /** Levels of partials in partials. */
  partialDepth: 32,
  /** What filters may make: characters and list items together. */
  filterMemory: 20_000_000,
  /** Time in ms for one document. */
  milliseconds: 20_000,
  /** Bytes of one image. */
  imageBytes: 16 * 1024 ** 2,
} as const;
