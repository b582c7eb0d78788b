import { targets } from './routes.ts';
import { unsupportedTarget } from './unsupported.ts';

/**
 * Refuses an unknown target format before the schema check, whose error could not list the target formats.
 * @param steps unparsed input
 * @returns the steps, unchanged
 * @throws ConveyorError `unsupported_conversion` (member `targets`: all target formats)
 */
export function checkTargets(steps: unknown): unknown {
  const [unknown] = Array.isArray(steps) ? steps.flatMap(unknownTarget) : [];
  if (unknown !== undefined) throw unsupportedTarget(unknown);
  return steps;
}

function unknownTarget(step: unknown): string[] {
  const { type, to } = (step ?? {}) as { type?: unknown; to?: unknown };
  return type === 'convert' && typeof to === 'string' && !targets.some((each) => each === to) ? [to] : [];
}
