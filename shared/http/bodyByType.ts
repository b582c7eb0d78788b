import type { BodyReader } from './bodyReader.ts';

/** What was read, and by which of the readers. */
export type BodyOf<Readers extends Record<string, BodyReader<unknown>>> = {
  [Name in keyof Readers]: {
    readonly form: Name;
    readonly content: Readers[Name] extends BodyReader<infer Output> ? Output : never;
  };
}[keyof Readers];

/**
 * A body that may come in several forms, told apart by its media type; each is read by its own reader, with its own limits.
 * @param readers in the order in which they are asked; the last one takes what no other names
 */
export function bodyByType<Readers extends Record<string, BodyReader<unknown>>>(
  readers: Readers,
): BodyReader<BodyOf<Readers>> {
  const all = Object.entries(readers).map(([form, reader]) => ({
    ...reader,
    read: async (...given: Parameters<typeof reader.read>) => ({
      form,
      content: await reader.read(...given),
    }),
  })) as BodyReader<BodyOf<Readers>>[];
  const last = all.at(-1);
  if (!last) throw new Error('A body needs a reader.');
  return {
    ...last,
    contentTypes: all.flatMap(({ contentTypes }) => contentTypes),
    errors: [...new Set(all.flatMap(({ errors }) => errors))],
    readerFor: (mediaType) => all.find(({ contentTypes }) => contentTypes.includes(mediaType)) ?? last,
    openApi: (schemas) => Object.assign({}, ...all.map((reader) => reader.openApi(schemas))),
  };
}
