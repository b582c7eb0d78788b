import { openSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, extname, join } from 'node:path';
import type { LibreOfficeWasmOptions } from '@matbee/libreoffice-converter';
import { fontFiles, fontFolders } from '../fonts/fontFiles.ts';
import { fontsConfiguration } from '../fonts/fontsConfiguration.ts';
import { backByPiece, type FileModule, wholeFile } from './libreofficeFileSystem.ts';
import { isCarried } from './libreofficeFiles.ts';
import { type CompiledProgram, loaderPath, wasmFolder } from './libreofficeProgram.ts';
import { officeSettings } from './officeSettings.ts';

// The compiler has no declarations of WebAssembly without the browser's library, so that what is used of it stands here.
type Imports = Record<string, Record<string, unknown>>;
declare const WebAssembly: {
  instantiate(module: CompiledProgram, imports: Imports): Promise<object>;
};

/** The parts of an Emscripten module that this file touches. */
interface EmscriptenModule extends FileModule {
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

/** The folders of fonts, and of fontconfig, in the engine. */
const fontFolder = '/instdir/share/fonts/truetype';
const fontConfiguration = '/instdir/share/fontconfig';

/** What an engine is started with. */
export interface LibreOfficeStart {
  /** An operator's folder of fonts. */
  fonts?: string | undefined;
}

/**
 * A loader for the package's `LibreOfficeConverter` that reads what is needed, once, and adds fonts. The package's own
 * reads `soffice.wasm` (147 MB) into a buffer, copies it and keeps both, and keeps all of `soffice.data` (100 MB).
 * @param program what `compileLibreOffice` gives
 */
export function libreofficeLoader(
  { fonts }: LibreOfficeStart,
  program: Promise<CompiledProgram>,
): NonNullable<LibreOfficeWasmOptions['wasmLoader']> {
  const createModule = (config: Record<string, unknown>) => {
    refuseSockets();
    const loader = require(loaderPath);
    const descriptor = openSync(join(wasmFolder, 'soffice.data'), 'r');
    const created: Promise<EmscriptenModule> = loader.createModule({
      ...config,
      // The program is LibreOffice's desktop: on a thread of its own it would set itself up beside the office that LibreOfficeKit
      // is here for, and now and then the two would wait for each other, for good.
      noInitialRun: true,
      // Anything truthy keeps the loader from reading the file: it is compiled already.
      wasmBinary: new ArrayBuffer(8),
      instantiateWasm(imports: Imports, receive: (instance: object, module: object) => void) {
        instantiate(program, imports).then(({ instance, module }) => receive(instance, module), fail);
      },
      // An untouched buffer of the right size costs address space only; files are read when they are asked for.
      getPreloadedPackage: (_name: string, size: number) => new ArrayBuffer(size),
    });
    // The loader has run its script by now, and the file system is filled only after WebAssembly has been compiled.
    const emscripten = (globalThis as unknown as { Module: EmscriptenModule }).Module;
    const create = emscripten.FS_createDataFile;
    emscripten.FS_createDataFile = (path, name, { byteOffset, byteLength }, read, write, own) => {
      if (!isCarried(path)) return;
      create(path, name, new Uint8Array(), read, write, own);
      const piece = { descriptor, start: byteOffset, size: byteLength };
      backByPiece(() => emscripten, emscripten.FS.lookupPath(path).node, piece);
    };
    return created.then((module) => {
      for (const [index, font] of fontFiles(fontFolders(fonts)).entries()) addFont(module, font, index);
      configureFonts(module);
      module.FS.mkdirTree('/instdir/user');
      module.FS.writeFile('/instdir/user/registrymodifications.xcu', officeSettings);
      return module;
    });
  };
  return { createModule } as never;
}

/** Fonts of different folders may bear the same name. */
function addFont(module: EmscriptenModule, font: string, index: number): void {
  const path = `${fontFolder}/${basename(font, extname(font))}-${index}${extname(font)}`;
  module.FS.writeFile(path, '');
  backByPiece(() => module, module.FS.lookupPath(path).node, wholeFile(font));
}

/** Fontconfig scans all fonts anew in each engine: it can't keep what it finds, for it wants hard links. */
function configureFonts({ FS }: EmscriptenModule): void {
  const cache = `${fontConfiguration}/cache`;
  FS.mkdirTree(cache);
  FS.writeFile(`${fontConfiguration}/fonts.conf`, fontsConfiguration({ folders: [fontFolder], cache }));
}

async function instantiate(program: Promise<CompiledProgram>, imports: Imports) {
  const module = await program;
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
