import { describe, expect, it } from 'vitest';
import { planSteps } from '../../shared/conversion/plan.ts';
import { conversions } from '../../shared/conversion/routes.ts';
import { type Step, stepsSchema } from '../../shared/conversion/steps.ts';

const steps = (...list: unknown[]): Step[] => stepsSchema.parse(list);
const toPdf = steps({ type: 'convert', to: 'pdf' });

describe('at submission', () => {
  it.each(['letter.docx', 'BUDGET.XLSX', 'page.htm'])('%s can become a PDF', (name) => {
    expect(planSteps([name], toPdf)).toMatchObject({
      documents: [name],
      resources: [],
      after: [[{ format: 'pdf' }]],
    });
  });

  it.each(['a.pdf', 'a.exe', 'letter'])('%s cannot, and the caller is told what can', (name) => {
    expect(() => planSteps([name], toPdf)).toThrow(
      expect.objectContaining({ code: 'unsupported_conversion', members: { conversions: conversions() } }),
    );
  });

  it('steps without a file are refused', () => {
    expect(() => planSteps([], toPdf)).toThrow(expect.objectContaining({ code: 'steps_do_not_fit' }));
  });
});
