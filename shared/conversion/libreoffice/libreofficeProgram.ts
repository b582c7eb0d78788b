import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// The compiler has no declarations of WebAssembly without the browser's library, so that what is used of it stands here.
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<CompiledProgram> };

/** A `WebAssembly.Module`; threads can hand it to each other. */
export type CompiledProgram = object;

/** The loader that the package brings. */
export const loaderPath: string = createRequire(import.meta.url).resolve(
  '@matbee/libreoffice-converter/wasm/loader',
);

/** The folder of the package that holds `soffice.wasm` and `soffice.data`. */
export const wasmFolder: string = dirname(loaderPath);

/** Compiles `soffice.wasm`. V8 keeps a copy of its 147 MB, and ours goes at once: an idle thread would never collect it. */
export async function compileLibreOffice(): Promise<CompiledProgram> {
  const bytes = readFileSync(join(wasmFolder, 'soffice.wasm'));
  const program = await WebAssembly.compile(bytes);
  bytes.buffer.transfer(0);
  return program;
}
