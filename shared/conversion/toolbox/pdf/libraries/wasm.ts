/** What is used of the global `WebAssembly`, which Node's types do not declare. */
interface Wasm {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<object>;
  RuntimeError: ErrorConstructor;
}

export const wasm = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;
