import { ConveyorError } from '../../errors.ts';
import { conversions, targets } from './routes.ts';

/**
 * Tells of a format that nothing is converted to before the schema of the steps is asked: that would say only that they are not
 * valid, and not what there is.
 * @param steps as they came, whatever they are
 * @returns them
 * @throws ConveyorError `unsupported_conversion` (member `conversions`: all there are)
 */
export function checkTargets(steps: unknown): unknown {
  if (Array.isArray(steps) && steps.some(isToNothing))
    throw new ConveyorError('unsupported_conversion', {
      detail: 'There is no conversion to this format.',
      members: { conversions: conversions() },
    });
  return steps;
}

function isToNothing(step: unknown): boolean {
  const { type, to } = (step ?? {}) as { type?: unknown; to?: unknown };
  return type === 'convert' && typeof to === 'string' && !targets.some((each) => each === to);
}
