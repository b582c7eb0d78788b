import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { lazy } from '../../../../async/lazy.ts';
import { DocumentRefused } from '../../../engines/engine.ts';
import { wasm } from './wasm.ts';

/** PDFium as WebAssembly, compiled once, which takes about 30 ms. */
const compiled = lazy(async () => {
  const bytes = await readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  return { ...(await import('@embedpdf/pdfium')), program: await wasm.compile(bytes) };
});

/** An instance of PDFium. */
interface Instance {
  module: WrappedPdfiumModule;
  /** The beginning of its memory before it opened a document. All further bytes were zero. */
  initial: Uint8Array;
}

let current: Promise<Instance> | undefined;
let isUsed = false;

/** PDFium with the documents of the current task only. */
async function pdfium(): Promise<WrappedPdfiumModule> {
  isUsed = true;
  current ??= instantiate();
  return (await current).module;
}

/** Memory in bytes above which a new instance, which takes 15 ms, costs less than clearing the memory. */
const clearedMemory = 64 * 1024 ** 2;

/**
 * Resets PDFium to its state before it opened a document. A document that exploits it gains the memory of the instance and nothing
 * else, because code and tables cannot be written. So that memory must neither hold an earlier document nor serve a later one.
 */
export async function resetPdfium(): Promise<void> {
  if (!isUsed || !current) return;
  isUsed = false;
  const { module, initial } = await current;
  const memory = memoryOf(module);
  if (memory.byteLength > clearedMemory) {
    current = undefined;
    return;
  }
  memory.set(initial);
  memory.fill(0, initial.byteLength);
}

async function instantiate(): Promise<Instance> {
  const { init, program } = await compiled();
  const { promise: failed, reject } = Promise.withResolvers<never>();
  const instantiateWasm = (imports: object, receive: (instance: object) => void) => {
    wasm.instantiate(program, imports).then(receive, reject);
    return {};
  };
  // The loader ignores failures of `instantiateWasm`.
  const module = await Promise.race([init({ instantiateWasm } as Parameters<typeof init>[0]), failed]);
  limitMemory(module);
  module.PDFiumExt_Init();
  return { module, initial: withoutZeros(memoryOf(module)) };
}

/** A copy without the blocks at the end that contain only zeros. */
function withoutZeros(memory: Uint8Array): Uint8Array {
  const zeros = new Uint8Array(65_536);
  let end = memory.byteLength;
  while (Buffer.compare(memory.subarray(Math.max(0, end - zeros.length), end), zeros) === 0)
    end -= zeros.length;
  return memory.slice(0, end);
}

/** `FPDF_ERR_PASSWORD` of `FPDF_GetLastError`: the password is missing or wrong. */
const passwordError = 4;

/**
 * Limit of PDFium's memory in bytes, such that the process stays within its own limit although the memory of the PDFium before may
 * not be freed yet: only the document fails.
 */
const maximumMemory = 768 * 1024 ** 2;

/** Memory in bytes up to which earlier documents cannot be the reason that a document does not fit. */
const freshMemory = 128 * 1024 ** 2;

/**
 * Opens a PDF while `use` runs. If PDFium runs out of memory, such as for forms that draw each other exponentially often, it is
 * loaded again. If earlier documents had left it little memory, `use` runs a second time.
 * @param use gets PDFium and the handle of the document
 * @throws DocumentRefused `corrupt_file`, `password_required`, `too_large_inside`
 */
export async function withPdf<T>(
  bytes: Uint8Array,
  use: (module: WrappedPdfiumModule, document: number) => T | Promise<T>,
): Promise<T> {
  for (;;) {
    const module = await pdfium();
    const isFresh = memoryOf(module).byteLength <= freshMemory;
    try {
      return await open(module, bytes, use);
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
      current = undefined;
      if (isFresh) throw new DocumentRefused('too_large_inside', { cause: error });
    }
  }
}

function open<T>(
  module: WrappedPdfiumModule,
  bytes: Uint8Array,
  use: (module: WrappedPdfiumModule, document: number) => T | Promise<T>,
): Promise<T> {
  return withMemory(module, bytes.byteLength, async (at) => {
    memoryOf(module).set(bytes, at);
    const document = module.FPDF_LoadMemDocument(at, bytes.byteLength, '');
    if (!document)
      throw new DocumentRefused(
        module.FPDF_GetLastError() === passwordError ? 'password_required' : 'corrupt_file',
      );
    try {
      return await use(module, document);
    } finally {
      module.FPDF_CloseDocument(document);
    }
  });
}

/** PDFium could not allocate memory. */
export class PdfiumMemoryError extends RangeError {}

/** PDFium aborts when an allocation fails. Its other failures are traps. */
function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof PdfiumMemoryError ||
    // `WebAssembly.RuntimeError`, which Node's types do not declare.
    (error instanceof Error && error.name === 'RuntimeError' && error.message.startsWith('Aborted('))
  );
}

/** `WebAssembly.Memory`. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** Makes growing beyond the limit fail, as if the system had no more memory. */
function limitMemory(module: WrappedPdfiumModule): void {
  const { memory } = module.pdfium.wasmExports as unknown as { memory: WasmMemory };
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * 65_536 > maximumMemory)
      throw new PdfiumMemoryError('PDFium reached its limit of memory.');
    return grow(pages);
  };
}

/** Allocates memory of PDFium while `use` runs. */
export function withMemory<T>(module: WrappedPdfiumModule, size: number, use: (at: number) => T): T {
  const { malloc, free } = module.pdfium.wasmExports;
  const at = malloc(size);
  if (!at) throw new PdfiumMemoryError('PDFium has no more memory.');
  let result: T;
  try {
    result = use(at);
  } catch (error) {
    free(at);
    throw error;
  }
  if (!(result instanceof Promise)) {
    free(at);
    return result;
  }
  return result.finally(() => free(at)) as T;
}

/** PDFium's current memory. Any allocation may replace it. */
export function memoryOf(module: WrappedPdfiumModule): Uint8Array {
  return (module.pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8;
}

/**
 * Reads a UTF-16 text from PDFium, which needs two calls: for its size and for its content.
 * @param read writes at most `size` bytes and returns the size of the text, including its terminating zero
 */
export function textOf(module: WrappedPdfiumModule, read: (at: number, size: number) => number): string {
  const size = read(0, 0);
  if (size <= 2) return '';
  return withMemory(module, size, (at) => {
    read(at, size);
    return Buffer.from(memoryOf(module).slice(at, at + size - 2)).toString('utf16le');
  });
}
