import { DocumentRefused } from '../../engines/engine.ts';
import type { DecryptOptions } from '../../steps/decrypt.ts';
import type { Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { isEncrypted } from './libraries/pages.ts';
import { qpdf } from './libraries/qpdf.ts';

/** Decrypts a PDF with the user password or the owner password. */
export const decryptPdf: Operation<DecryptOptions> = async ({ files, options: { password } }) => {
  const { name, bytes } = singleFile({ files });
  if (!(await isEncrypted(bytes))) throw new DocumentRefused('password_not_needed');
  const args = ['/in.pdf', `--password=${password}`, '--decrypt'];
  return { files: [{ name, bytes: await qpdf({ 'in.pdf': bytes }, args, 'password_wrong') }] };
};
