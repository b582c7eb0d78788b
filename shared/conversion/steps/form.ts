import { z } from 'zod';
import { standards } from '../standards.ts';
import { forEachFile } from './forEachFile.ts';
import { planned, step } from './step.ts';

const maximumFields = 2_000;

const options = z.strictObject({
  fields: z
    .record(
      z.string().min(1).max(500),
      z.union([z.string().max(10_000), z.number(), z.boolean(), z.array(z.string().max(1_000)).max(1_000)]),
    )
    .refine(
      (fields) => Object.keys(fields).length <= maximumFields,
      `must have at most ${maximumFields} fields`,
    )
    .meta({ maxProperties: maximumFields })
    .optional()
    .describe(
      'Values by field name: a text; `true` or `false` for a check box; the option of a radio group or drop-down; a list of options. Without this option the fields are read.',
    ),
  flatten: z.boolean().optional().describe('Makes the fields part of the page.'),
});
export type FormOptions = z.output<typeof options>;

const declaration = {
  type: 'form',
  summary: 'Reads the form fields of a PDF as JSON, or fills them in.',
  options,
  from: ['pdf'],
  to: ['pdf', 'json'],
  keeps: ({ fields }: FormOptions) => (fields ? [] : standards),
} as const;

export const form = step({
  ...declaration,
  rules: { dependentRequired: { flatten: ['fields'] } },
  check: ({ fields, flatten }) =>
    flatten !== undefined && fields === undefined ? '`flatten` needs `fields`.' : undefined,
  plan: (shapes, given) =>
    planned(declaration, shapes, given).map((shape) => (given.fields ? shape : { ...shape, format: 'json' })),
  run: forEachFile(({ fields }) => (fields ? 'fillForm' : 'readForm')),
});
