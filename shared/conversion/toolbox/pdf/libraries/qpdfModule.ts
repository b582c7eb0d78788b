import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { lazy } from '../../../../async/lazy.ts';
import { wasm } from './wasm.ts';

/** An instance of qpdf with a file system in its memory. */
export interface Qpdf {
  callMain(args: string[]): number;
  FS: {
    init(input: null, output: (byte: number) => void, error: (byte: number) => void): void;
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array;
  };
}
type MakeQpdf = (options: { preRun: ((module: Qpdf) => void)[] }) => Promise<Qpdf>;

/**
 * qpdf, compiled once. Its loader would read and compile the WebAssembly for each instance, and V8 would forget the code that it has
 * optimised. So the loader gets a `WebAssembly` that instantiates the compiled module, and neither `process` nor `require`.
 */
const loaded = lazy(async () => {
  const require = createRequire(import.meta.url);
  const path = require.resolve('@neslinesli93/qpdf-wasm');
  const [source, bytes] = await Promise.all([
    readFile(path, 'utf8'),
    readFile(require.resolve('@neslinesli93/qpdf-wasm/dist/qpdf.wasm')),
  ]);
  const compiled = await wasm.compile(bytes);
  const given = {
    module: { exports: {} as MakeQpdf },
    exports: {},
    process: undefined,
    require: undefined,
    // The loader passes the response on to `instantiateStreaming`.
    fetch: () => undefined,
    WebAssembly: {
      RuntimeError: wasm.RuntimeError,
      instantiateStreaming: async (_response: unknown, imports: object) => ({
        instance: await wasm.instantiate(compiled, imports),
      }),
    },
  };
  compileFunction(source, Object.keys(given), { filename: path })(...Object.values(given));
  return given.module.exports;
});

/**
 * A new instance, which takes about 2 ms. Each run has its own, because WebAssembly memory never shrinks, and no document's data may
 * remain for the next document.
 * @param write gets the bytes of qpdf's messages
 */
export async function newQpdf(write: (byte: number) => void): Promise<Qpdf> {
  const make = await loaded();
  return make({ preRun: [({ FS }) => FS.init(null, write, write)] });
}
