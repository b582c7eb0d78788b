import { z } from 'zod';
import { forEachFile } from './forEachFile.ts';
import { password } from './options/password.ts';
import { step } from './step.ts';

const options = z.strictObject({
  password: password.describe('The user’s or the owner’s.'),
});
export type DecryptOptions = z.output<typeof options>;

/** Takes the encryption off a PDF. */
export const decrypt = step({
  type: 'decrypt',
  summary: 'Takes the encryption off a PDF.',
  options,
  from: ['pdf'],
  to: 'same',
  takesEncrypted: true,
  secrets: ['password'],
  run: forEachFile('decryptPdf'),
});
