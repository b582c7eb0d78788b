import { Script } from 'node:vm';
import { z } from 'zod';

/**
 * JavaScript that a page evaluates, at most `maximum` characters. It is compiled to find its errors, and never run. As in
 * the page it is a script: without `await` outside a function, and its value is that of its last statement.
 */
export const javascript = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(maximum)
    .superRefine((source, context) => {
      if (source.length > maximum) return;
      const mistake = mistakeIn(source);
      if (mistake !== undefined)
        context.addIssue({ code: 'custom', message: `is not valid JavaScript: ${mistake}` });
    });

/** The message of the compiler, or undefined if the source is valid. */
function mistakeIn(source: string): string | undefined {
  try {
    void new Script(source);
    return undefined;
  } catch (error) {
    // Deeply nested brackets exceed the stack of the compiler, which is an error of another kind.
    return error instanceof SyntaxError ? error.message : 'it is nested too deeply';
  }
}
