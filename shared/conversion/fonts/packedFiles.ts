import { type FileHandle, open, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A file in LibreOffice's packed file system: its path there, and its place in the package. */
export interface PackedFile {
  path: string;
  start: number;
  end: number;
}

/** The folder of LibreOffice's WebAssembly. */
export const packedFolder = () =>
  dirname(createRequire(import.meta.url).resolve('@matbee/libreoffice-converter/wasm/loader'));

/** The files of LibreOffice's packed file system: Emscripten's file packager lists them in the loader. */
export async function packedFiles(): Promise<PackedFile[]> {
  const loader = await readFile(join(packedFolder(), 'soffice.cjs'), 'utf8');
  const entries = loader.matchAll(/filename:"([^"]+)",start:(\d+),end:(\d+)/g);
  return [...entries].map(([, path = '', start, end]) => ({ path, start: Number(start), end: Number(end) }));
}

/** Opens the packed file system while `use` reads files. */
export async function withPackedFiles<T>(
  use: (read: (file: PackedFile) => Promise<Buffer>) => Promise<T>,
): Promise<T> {
  const data: FileHandle = await open(join(packedFolder(), 'soffice.data'));
  try {
    return await use(async ({ start, end }) => {
      const { buffer } = await data.read(Buffer.alloc(end - start), 0, end - start, start);
      return buffer;
    });
  } finally {
    await data.close();
  }
}
