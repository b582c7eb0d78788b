import { ConveyorError } from '../../errors.ts';
import { conversions, targets } from './routes.ts';

/**
 * Refuses an unknown target format before the schema check, whose error could not list the possible conversions.
 * @param steps unparsed input
 * @returns the steps, unchanged
 * @throws ConveyorError `unsupported_conversion` (member `conversions`: all conversions)
 */
export function checkTargets(steps: unknown): unknown {
  if (Array.isArray(steps) && steps.some(hasUnknownTarget))
    throw new ConveyorError('unsupported_conversion', {
      detail: 'No conversion makes this target format.',
      members: { conversions: conversions() },
    });
  return steps;
}

function hasUnknownTarget(step: unknown): boolean {
  const { type, to } = (step ?? {}) as { type?: unknown; to?: unknown };
  return type === 'convert' && typeof to === 'string' && !targets.some((each) => each === to);
}
