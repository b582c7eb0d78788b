// TypeScript declares WebAssembly only in its DOM library.
declare const WebAssembly: { Exception: abstract new () => { getArg(tag: unknown, index: number): unknown } };

/** The members of an Emscripten module that describe a C++ exception. */
export interface ExceptionModule {
  /** The type of a C++ exception, and the message if it is a `std::exception`. */
  getExceptionMessage?(exception: unknown): [type: string, message?: string];
}

/** The text of an error that LibreOffice threw: its message, or the type of a C++ exception, which has none. */
export function errorText(error: unknown, module: ExceptionModule | null): string {
  if (!(error instanceof WebAssembly.Exception))
    return error instanceof Error ? error.message : String(error);
  const [type = '', message = ''] = describe(error, module);
  return `C++ exception${type ? ` ${type}` : ''}${message ? `: ${message}` : ''}`;
}

function describe(error: unknown, module: ExceptionModule | null): [type?: string, message?: string] {
  try {
    return module?.getExceptionMessage?.(error) ?? [];
  } catch {
    // Not an exception of C++, or the memory of the module is damaged.
    return [];
  }
}
