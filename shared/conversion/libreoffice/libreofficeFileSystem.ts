import { openSync, readSync, statSync } from 'node:fs';

/** A node of Emscripten's in-memory file system, with the members that are used here. */
interface FileNode {
  usedBytes: number;
  stream_ops: {
    read(stream: unknown, into: Uint8Array, offset: number, length: number, position: number): number;
    mmap(stream: unknown, length: number, position: number): { ptr: number; allocated: boolean };
  };
}

/** Emscripten's file system. */
export interface FileSystem {
  mkdir(path: string): void;
  mkdirTree(path: string): void;
  writeFile(path: string, data: Uint8Array | string): void;
  readFile(path: string): Uint8Array;
  readdir(path: string): string[];
  unlink(path: string): void;
  lookupPath(path: string): { node: FileNode };
}

/** The members of an Emscripten module that create files. */
export interface FileModule {
  FS: FileSystem;
  HEAPU8: Uint8Array;
  _malloc(size: number): number;
}

/** A section of a file on disk. */
export interface Piece {
  descriptor: number;
  start: number;
  size: number;
}

/** A complete file on disk, open until the process ends. */
export function wholeFile(path: string): Piece {
  return { descriptor: openSync(path, 'r'), start: 0, size: statSync(path).size };
}

/**
 * Backs a file of the in-memory file system with a file on disk, which is read on demand. Fonts are large, and most documents
 * need two of them.
 */
export function backByPiece(
  module: () => FileModule,
  node: FileNode,
  { descriptor, start, size }: Piece,
): void {
  node.usedBytes = size;
  node.stream_ops = {
    ...node.stream_ops,
    read: (_stream, into, offset, length, position) =>
      position >= size
        ? 0
        : readSync(descriptor, into, offset, Math.min(length, size - position), start + position),
    mmap: (_stream, length, position) => {
      const { _malloc } = module();
      const ptr = _malloc(length);
      // The allocation may have moved the memory, so `HEAPU8` is read again.
      readSync(descriptor, module().HEAPU8, ptr, Math.min(length, size - position), start + position);
      return { ptr, allocated: true };
    },
  };
}
