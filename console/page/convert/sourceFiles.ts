/** The documents of a job that is not sent yet: files, or an address. */
export interface SourceFiles {
  files: File[];
  url: string | undefined;
  /** The names of the files; for an address a name whose extension is the format of what it is expected to hold. */
  names: string[];
}

/** The properties of the components that take documents. */
export interface SourceProps {
  sources: SourceFiles;
  onChange: (sources: SourceFiles) => void;
}

export const noSources: SourceFiles = { files: [], url: undefined, names: [] };

export function withFiles({ files }: SourceFiles, added: readonly File[]): SourceFiles {
  // A file that is chosen again replaces the one of the same name.
  const names = new Set(added.map(({ name }) => name));
  const all = [...files.filter(({ name }) => !names.has(name)), ...added];
  return { files: all, url: undefined, names: all.map(({ name }) => name) };
}

export function withoutFile({ files }: SourceFiles, name: string): SourceFiles {
  const kept = files.filter((each) => each.name !== name);
  return { files: kept, url: undefined, names: kept.map((each) => each.name) };
}

/** @param extensions of all formats: the address of a document ends with one, any other is that of a page */
export function withUrl(url: string, extensions: readonly string[]): SourceFiles {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  const extension = last.slice(last.lastIndexOf('.') + 1).toLowerCase();
  const isDocument = last.includes('.') && extensions.includes(extension);
  return { files: [], url, names: [isDocument ? decoded(last) : 'page.html'] };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Addresses may contain other percent signs; the server keeps them too.
    return segment;
  }
}

/** Whether the address is that of a page, which the browser of the app loads. */
export const isPage = ({ url, names: [name = ''] }: SourceFiles): boolean =>
  url !== undefined && /\.(x?html?|xht)$/i.test(name);
