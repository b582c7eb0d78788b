import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { LibreOfficeWasmOptions } from '@matbee/libreoffice-converter';
import { isCarried } from './libreofficeFiles.ts';

// The compiler has no declarations of WebAssembly without the browser's library, so that what is used of it stands here.
type Imports = Record<string, Record<string, unknown>>;
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: Imports): Promise<object>;
};

/** The parts of an Emscripten module that this file touches. */
interface EmscriptenModule {
  FS_createDataFile(
    path: string,
    name: null,
    data: Uint8Array,
    read: boolean,
    write: boolean,
    own: boolean,
  ): void;
}

const require = createRequire(import.meta.url);
const loaderPath = require.resolve('@matbee/libreoffice-converter/wasm/loader');

/** The folder of the package that holds `soffice.wasm` and `soffice.data`. */
export const wasmFolder = dirname(loaderPath);

/**
 * A loader for the package's `LibreOfficeConverter` that reads what is needed, once. The package's own reads
 * `soffice.wasm` (147 MB) into a buffer, copies it and keeps both, and keeps all of `soffice.data` (100 MB).
 */
export const libreofficeLoader: NonNullable<LibreOfficeWasmOptions['wasmLoader']> = {
  createModule(config) {
    refuseSockets();
    const loader = require(loaderPath);
    const packed = openSync(join(wasmFolder, 'soffice.data'), 'r');
    const created = loader.createModule({
      ...config,
      // Anything truthy keeps the loader from reading the file: it is compiled below.
      wasmBinary: new ArrayBuffer(8),
      instantiateWasm(imports: Imports, receive: (instance: object, module: object) => void) {
        instantiate(imports).then(({ instance, module }) => receive(instance, module), fail);
      },
      // An untouched buffer of the right size costs address space only; the files are read one by one below.
      getPreloadedPackage: (_name: string, size: number) => new ArrayBuffer(size),
      onRuntimeInitialized: () => closeSync(packed),
    });
    // The loader has run its script by now, and the file system is filled only after WebAssembly has been compiled.
    const emscripten = (globalThis as unknown as { Module: EmscriptenModule }).Module;
    const create = emscripten.FS_createDataFile;
    emscripten.FS_createDataFile = (path, name, { byteOffset, byteLength }, read, write, own) => {
      if (!isCarried(path)) return;
      const data = new Uint8Array(byteLength);
      readSync(packed, data, 0, byteLength, byteOffset);
      create(path, name, data, read, write, own);
    };
    return created;
  },
};

async function instantiate(imports: Imports) {
  const module = await WebAssembly.compile(readFileSync(join(wasmFolder, 'soffice.wasm')));
  return { module, instance: await WebAssembly.instantiate(module, imports) };
}

function fail(error: unknown): never {
  // Without its module the thread can do nothing: the uncaught error ends the child, and another takes its place.
  throw error;
}

/**
 * Emscripten turns a socket of the program into a WebSocket of the package `ws` where one is installed, so that
 * WebAssembly has a network after all. Here it is never found.
 */
function refuseSockets(): void {
  const internals = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = internals._load;
  internals._load = (request, ...rest) => {
    if (request === 'ws') throw new Error('An engine has no network.');
    return load(request, ...rest);
  };
}
