/** What the placeholders of a text stand for on one page. */
export interface PlaceholderValues {
  /** The page, from 1. */
  page: number;
  /** Number of pages of the file. */
  pages: number;
  /** The day, as in ISO 8601. */
  date: string;
  /** The number of the page in all files of the job, with leading zeros. */
  number: string;
}

const placeholder = /\{([a-zA-Z]+)\}/g;
const known = ['page', 'pages', 'date', 'number'] as const satisfies readonly (keyof PlaceholderValues)[];
const isKnown = (name: string): name is (typeof known)[number] => known.some((each) => each === name);

/** A JSON Schema pattern of texts without unknown placeholders. */
export const knownPlaceholders = `^(?![\\s\\S]*\\{(?!(${known.join('|')})\\})[a-zA-Z]+\\})`;

/** The names of a text's placeholders. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(placeholder)].flatMap(([, name]) => name ?? []);
}

/** The sentence for the first placeholder of a text that does not exist, or undefined. */
export function unknownPlaceholder(text: string): string | undefined {
  const unknown = placeholdersIn(text).find((name) => !isKnown(name));
  return unknown && `has the unknown placeholder {${unknown}}; known are {${known.join('}, {')}}`;
}

/** Replaces the placeholders of a text. */
export function filled(text: string, values: PlaceholderValues): string {
  return text.replace(placeholder, (all, name: string) => (isKnown(name) ? String(values[name]) : all));
}
