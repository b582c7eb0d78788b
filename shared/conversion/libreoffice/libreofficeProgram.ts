import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// TypeScript declares WebAssembly only in its DOM library.
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<CompiledProgram> };

/** A `WebAssembly.Module`, which can be sent to other threads. */
export type CompiledProgram = object;

/** Path of the package's loader. */
export const loaderPath: string = createRequire(import.meta.url).resolve(
  '@matbee/libreoffice-converter/wasm/loader',
);

/** The folder of the package that holds `soffice.wasm` and `soffice.data`. */
export const wasmFolder: string = dirname(loaderPath);

/** Compiles `soffice.wasm` (147 MB). V8 keeps a copy, and this one is freed at once, because an idle thread may never collect it. */
export async function compileLibreOffice(): Promise<CompiledProgram> {
  const bytes = readFileSync(join(wasmFolder, 'soffice.wasm'));
  const program = await WebAssembly.compile(bytes);
  bytes.buffer.transfer(0);
  return program;
}
