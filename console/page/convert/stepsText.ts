import { labelOf } from '../../shared/formatting.ts';
import type { Step } from '../session/step.ts';
import { formatText } from './planning.ts';

/** Steps as a short text: `Convert to PDF, watermark`. */
export function stepsText(steps: readonly Step[]): string {
  const texts = steps.map((step) =>
    step.type === 'convert' ? `convert to ${formatText(String(step.to))}` : labelOf(step.type).toLowerCase(),
  );
  const text = texts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
