import { useMutation } from '@tanstack/react-query';
import { succeeded } from '../../../client/src/index.ts';
import { client, type Job } from '../session/client.ts';

/** The app sends parts of at most 16 MiB itself. Larger ones come from the storage, which other origins cannot read. */
const partBytes = 8 * 1024 * 1024;

interface StoredFile {
  name: string;
  contentType: string;
  size: number;
}

/** The bytes of a result. @param index of the file; undefined for the ZIP of all files */
export async function resultBytes(
  id: string,
  index: number | undefined,
  { size, contentType }: StoredFile,
  signal?: AbortSignal,
): Promise<Blob> {
  const parts: Blob[] = [];
  for (let start = 0; start < size; start += partBytes) {
    const range = `bytes=${start}-${Math.min(start + partBytes, size) - 1}`;
    parts.push(await (await client.download(id, { index, range, signal })).blob());
  }
  return new Blob(parts, { type: contentType });
}

/** Saves the result of a job: its file, or the ZIP of its files. */
export const useDownload = () => useMutation({ mutationFn: ({ id }: Job) => download(id) });

/** Saves one of several files. */
export const useFileDownload = () =>
  useMutation({
    mutationFn: async ({ id, index, file }: { id: string; index: number; file: StoredFile }) =>
      save(await resultBytes(id, index, file), file.name),
  });

async function download(id: string): Promise<void> {
  const { data } = await succeeded(client.api.GET('/v1/jobs/{id}/results', { params: { path: { id } } }));
  const { archive, results } = data;
  const file = archive ?? results[0];
  if (file) save(await resultBytes(id, archive ? undefined : 0, file), file.name);
}

/** The address of the result in the storage, which needs no credential for 15 minutes. */
export async function linkTo(id: string): Promise<string> {
  const { data } = await succeeded(client.api.GET('/v1/jobs/{id}/result/url', { params: { path: { id } } }));
  return data.url;
}

/** Saves bytes as a file of the user. */
function save(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Until then every browser has begun to read.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
