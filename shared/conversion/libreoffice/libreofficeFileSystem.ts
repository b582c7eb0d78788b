import { openSync, readSync, statSync } from 'node:fs';

/** A node of Emscripten's file system in memory, as far as it is touched here. */
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

/** The parts of an Emscripten module that files are made with. */
export interface FileModule {
  FS: FileSystem;
  HEAPU8: Uint8Array;
  _malloc(size: number): number;
}

/** A piece of a file of the machine. */
export interface Piece {
  descriptor: number;
  start: number;
  size: number;
}

/** A whole file of the machine, opened for as long as the process lives. */
export function wholeFile(path: string): Piece {
  return { descriptor: openSync(path, 'r'), start: 0, size: statSync(path).size };
}

/**
 * Makes a file of the file system in memory read, byte for byte, from a file of the machine when it is asked for: fonts are
 * large, and most documents need two of them.
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
      // Allocating may have moved the memory, so the view is looked up again.
      readSync(descriptor, module().HEAPU8, ptr, Math.min(length, size - position), start + position);
      return { ptr, allocated: true };
    },
  };
}
