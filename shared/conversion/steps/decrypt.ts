import { z } from 'zod';
import { standards } from '../standards.ts';
import { forEachFile } from './forEachFile.ts';
import { password } from './options/password.ts';
import { step } from './step.ts';

const options = z.strictObject({
  password: password.describe('The user password or the owner password.'),
});
export type DecryptOptions = z.output<typeof options>;

export const decrypt = step({
  type: 'decrypt',
  summary: 'Decrypts a PDF.',
  options,
  from: ['pdf'],
  to: 'same',
  takesEncrypted: true,
  keeps: () => standards,
  secrets: ['password'],
  run: forEachFile('decryptPdf'),
});
