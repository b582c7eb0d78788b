/** Makes a pattern of lower-case letters case-insensitive: JSON Schema has no flags. */
export const anyCase = (pattern: string) =>
  pattern.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
