import { formatOfName } from './formats.ts';
import { targets } from './routes.ts';
import { unsupportedFile, unsupportedTarget } from './unsupported.ts';

/**
 * Refuses an unknown target format before the schema check, whose error could not list the target formats.
 * @param steps unparsed input
 * @param names of the inputs, as far as they are known
 * @returns the steps, unchanged
 * @throws ConveyorError `unsupported_conversion`: what the first input can become, if the first step has the unknown target and
 *   the format of the input is known; otherwise all targets
 */
export function checkTargets(steps: unknown, names: readonly string[] = []): unknown {
  if (!Array.isArray(steps)) return steps;
  const [unknown] = steps.flatMap(unknownTarget);
  if (unknown === undefined) return steps;
  const file = names.find((name) => formatOfName(name) !== undefined);
  const isFirst = unknownTarget(steps[0]).length > 0;
  throw isFirst && file !== undefined
    ? unsupportedFile(file, shortened(unknown))
    : unsupportedTarget(shortened(unknown));
}

/** The request may contain a megabyte here. */
const shortened = (target: string) => target.slice(0, 20);

function unknownTarget(step: unknown): string[] {
  const { type, to } = (step ?? {}) as { type?: unknown; to?: unknown };
  return type === 'convert' && typeof to === 'string' && !targets.some((each) => each === to) ? [to] : [];
}
