import { openSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, extname, join } from 'node:path';
import type { LibreOfficeWasmOptions } from '@matbee/libreoffice-converter';
import { fontFiles, fontFolders } from '../fonts/fontFiles.ts';
import { fontsConfiguration } from '../fonts/fontsConfiguration.ts';
import { backByPiece, type FileModule, wholeFile } from './libreofficeFileSystem.ts';
import { isIncluded } from './libreofficeFiles.ts';
import { type CompiledProgram, loaderPath, wasmFolder } from './libreofficeProgram.ts';
import { officeSettings } from './officeSettings.ts';

// TypeScript declares WebAssembly only in its DOM library.
type Imports = Record<string, Record<string, unknown>>;
declare const WebAssembly: {
  instantiate(module: CompiledProgram, imports: Imports): Promise<object>;
};

/** The members of an Emscripten module that are used here. */
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

/** The folders of fonts and of fontconfig in the in-memory file system. */
const fontFolder = '/instdir/share/fonts/truetype';
const fontConfiguration = '/instdir/share/fontconfig';

export interface LibreOfficeStart {
  /** A folder of additional fonts. */
  fonts?: string | undefined;
}

/**
 * A loader for the package's `LibreOfficeConverter` that reads files on demand and adds fonts. The package's own loader
 * keeps two copies of `soffice.wasm` (147 MB) and all of `soffice.data` (100 MB) in memory.
 * @param program from `compileLibreOffice`
 * @param families of the operator's fonts, from `fontFamilies`
 */
export function libreofficeLoader(
  { fonts }: LibreOfficeStart,
  program: Promise<CompiledProgram>,
  families: ReadonlySet<string>,
): NonNullable<LibreOfficeWasmOptions['wasmLoader']> {
  const createModule = (config: Record<string, unknown>) => {
    refuseSockets();
    const loader = require(loaderPath);
    const descriptor = openSync(join(wasmFolder, 'soffice.data'), 'r');
    const created: Promise<EmscriptenModule> = loader.createModule({
      ...config,
      // The program's `main` starts LibreOffice's desktop on its own thread, which sometimes deadlocks with LibreOfficeKit.
      noInitialRun: true,
      // Any truthy value prevents the loader from reading the file, which is already compiled.
      wasmBinary: new ArrayBuffer(8),
      instantiateWasm(imports: Imports, receive: (instance: object, module: object) => void) {
        instantiate(program, imports).then(({ instance, module }) => receive(instance, module), fail);
      },
      // A buffer that is never written to uses only address space; files are read on demand.
      getPreloadedPackage: (_name: string, size: number) => new ArrayBuffer(size),
    });
    // The loader's script has run; it fills the file system after WebAssembly is compiled.
    const emscripten = (globalThis as unknown as { Module: EmscriptenModule }).Module;
    const create = emscripten.FS_createDataFile;
    emscripten.FS_createDataFile = (path, name, { byteOffset, byteLength }, read, write, own) => {
      if (!isIncluded(path)) return;
      create(path, name, new Uint8Array(), read, write, own);
      const piece = { descriptor, start: byteOffset, size: byteLength };
      backByPiece(() => emscripten, emscripten.FS.lookupPath(path).node, piece);
    };
    return created.then((module) => {
      for (const [index, font] of fontFiles(fontFolders(fonts)).entries()) addFont(module, font, index);
      configureFonts(module, families);
      module.FS.mkdirTree('/instdir/user');
      module.FS.writeFile('/instdir/user/registrymodifications.xcu', officeSettings);
      return module;
    });
  };
  return { createModule } as never;
}

/** The index keeps fonts of the same name in different folders apart. */
function addFont(module: EmscriptenModule, font: string, index: number): void {
  const path = `${fontFolder}/${basename(font, extname(font))}-${index}${extname(font)}`;
  module.FS.writeFile(path, '');
  backByPiece(() => module, module.FS.lookupPath(path).node, wholeFile(font));
}

/** Fontconfig scans all fonts in each engine: its cache on disk needs hard links, which this file system does not have. */
function configureFonts({ FS }: EmscriptenModule, families: ReadonlySet<string>): void {
  const cache = `${fontConfiguration}/cache`;
  FS.mkdirTree(cache);
  FS.writeFile(
    `${fontConfiguration}/fonts.conf`,
    fontsConfiguration({ folders: [fontFolder], cache, families }),
  );
}

async function instantiate(program: Promise<CompiledProgram>, imports: Imports) {
  const module = await program;
  return { module, instance: await WebAssembly.instantiate(module, imports) };
}

function fail(error: unknown): never {
  // The thread needs the module. The uncaught error ends the child, and the pool replaces the engine.
  throw error;
}

/**
 * Emscripten implements sockets with the package `ws` if it is installed, which would give WebAssembly network access.
 * Loading it fails here.
 */
function refuseSockets(): void {
  const internals = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = internals._load;
  internals._load = (request, ...rest) => {
    if (request === 'ws') throw new Error('An engine has no network.');
    return load(request, ...rest);
  };
}
