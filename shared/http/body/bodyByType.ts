import type { BodyReader } from './bodyReader.ts';

/** The parsed body, and the name of the reader that parsed it. */
export type BodyOf<Readers extends Record<string, BodyReader<unknown>>> = {
  [Name in keyof Readers]: {
    readonly form: Name;
    readonly content: Readers[Name] extends BodyReader<infer Output> ? Output : never;
  };
}[keyof Readers];

/**
 * A body in one of several media types, each with its own reader and limits.
 * @param readers in order of precedence; the last one reads every media type that no other reader names
 */
export function bodyByType<Readers extends Record<string, BodyReader<unknown>>>(
  readers: Readers,
): BodyReader<BodyOf<Readers>> {
  const all = Object.entries(readers).map(([form, reader]) => ({
    ...reader,
    read: async (...parameters: Parameters<typeof reader.read>) => ({
      form,
      content: await reader.read(...parameters),
    }),
  })) as BodyReader<BodyOf<Readers>>[];
  const last = all.at(-1);
  if (!last) throw new Error('bodyByType() requires at least one reader.');
  return {
    ...last,
    contentTypes: all.flatMap(({ contentTypes }) => contentTypes),
    errors: [...new Set(all.flatMap(({ errors }) => errors))],
    readerFor: (mediaType) => all.find(({ contentTypes }) => contentTypes.includes(mediaType)) ?? last,
    // The general reader first: documentation and generators present the first media type.
    openApi: (schemas) => Object.assign({}, ...all.toReversed().map((reader) => reader.openApi(schemas))),
  };
}
