import { z } from 'zod';
import { forEachFile } from './forEachFile.ts';
import { password } from './options/password.ts';
import { planned, step } from './step.ts';

const options = z.strictObject({
  userPassword: password
    .optional()
    .describe('Password that opens the file, at most 127 bytes in UTF-8; without it anyone can open it.'),
  ownerPassword: password
    .optional()
    .describe(
      'Password that lifts the restrictions, at most 127 bytes in UTF-8 and not the user password; without it they cannot be lifted.',
    ),
  permissions: z
    .strictObject({
      print: z
        .enum(['none', 'low', 'full'])
        .optional()
        .describe('Printing: `none`, `low` resolution or `full` (default).'),
      modify: z.boolean().optional().describe('Changing the content of pages.'),
      copy: z.boolean().optional().describe('Copying text and images.'),
      annotate: z.boolean().optional().describe('Adding and changing annotations.'),
      fillForms: z.boolean().optional().describe('Filling in form fields.'),
      accessibility: z
        .boolean()
        .optional()
        .describe('Extraction for accessibility, such as screen readers. PDF 2.0 always allows it.'),
      assemble: z.boolean().optional().describe('Inserting, rotating and deleting pages.'),
    })
    .optional()
    .describe('What the user password permits; everything by default.'),
});
export type EncryptOptions = z.output<typeof options>;

const declaration = {
  type: 'encrypt',
  summary: 'Encrypts a PDF with AES-256, with passwords and permissions.',
  options,
  from: ['pdf'],
  to: 'same',
  // PDF/A is never encrypted.
  keeps: () => ['PDF/UA-1'] as const,
  secrets: ['userPassword', 'ownerPassword'],
} as const;

export const encrypt = step({
  ...declaration,
  // Not `anyOf`: openapi-typescript turns alternatives without properties into `unknown`.
  rules: {
    if: { properties: { userPassword: false } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['ownerPassword'] },
  },
  check: ({ userPassword, ownerPassword }) => {
    if (userPassword === undefined && ownerPassword === undefined)
      return '`userPassword` or `ownerPassword` is required.';
    return userPassword === ownerPassword ? '`userPassword` and `ownerPassword` must differ.' : undefined;
  },
  plan: (shapes) => planned(declaration, shapes).map((shape) => ({ ...shape, encrypted: true })),
  run: forEachFile('encryptPdf'),
});
