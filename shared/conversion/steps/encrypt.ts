import { z } from 'zod';
import { forEachFile } from './forEachFile.ts';
import { password } from './options/password.ts';
import { planned, step } from './step.ts';

const options = z.strictObject({
  userPassword: password.optional().describe('Needed to open the file; without it everybody may.'),
  ownerPassword: password.optional().describe('Lifts the restrictions; without it nobody can.'),
  permissions: z
    .strictObject({
      print: z
        .enum(['none', 'low', 'full'])
        .optional()
        .describe('`low`: at low resolution; `full` by default.'),
      modify: z.boolean().optional().describe('Change what is on the pages.'),
      copy: z.boolean().optional().describe('Copy text and pictures out of it.'),
      annotate: z.boolean().optional().describe('Add and change annotations.'),
      fillForms: z.boolean().optional().describe('Fill in form fields.'),
      accessibility: z
        .boolean()
        .optional()
        .describe('Read it out to people who cannot see it: since PDF 2.0 always allowed, whatever is said.'),
      assemble: z.boolean().optional().describe('Insert, turn and delete pages.'),
    })
    .optional()
    .describe('What whoever opens it may do; everything by default.'),
});
export type EncryptOptions = z.output<typeof options>;

const declaration = {
  type: 'encrypt',
  summary: 'Encrypts a PDF with AES-256, with passwords and permissions.',
  options,
  from: ['pdf'],
  to: 'same',
  secrets: ['userPassword', 'ownerPassword'],
} as const;

/** Encrypts a PDF. */
export const encrypt = step({
  ...declaration,
  check: ({ userPassword, ownerPassword }) => {
    if (userPassword === undefined && ownerPassword === undefined)
      return 'One of `userPassword` and `ownerPassword` is needed.';
    return userPassword === ownerPassword ? 'The two passwords must differ.' : undefined;
  },
  plan: (shapes) => planned(declaration, shapes).map((shape) => ({ ...shape, encrypted: true })),
  run: forEachFile('encryptPdf'),
});
