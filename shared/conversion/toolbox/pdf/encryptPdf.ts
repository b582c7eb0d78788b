import { randomBytes } from 'node:crypto';
import type { EncryptOptions } from '../../steps/encrypt.ts';
import type { Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { mustBeChangeable } from './libraries/pages.ts';
import { qpdf } from './libraries/qpdf.ts';

/** Encrypts with AES-256 (ISO 32000-2, revision 6). */
export const encryptPdf: Operation<EncryptOptions> = async ({ files, options }) => {
  const { name, bytes } = singleFile({ files });
  await mustBeChangeable(bytes);
  // Without an owner password, anyone who can open the file could lift its restrictions. This one is random and discarded.
  const { userPassword = '', ownerPassword = randomBytes(32).toString('base64url') } = options;
  const { print, modify, copy, annotate, fillForms, accessibility, assemble } = options.permissions ?? {};
  const flag = (name: string, value = true) => `--${name}=${value ? 'y' : 'n'}`;
  const args = [
    '/in.pdf',
    '--encrypt',
    `--user-password=${userPassword}`,
    `--owner-password=${ownerPassword}`,
    '--bits=256',
    `--print=${print ?? 'full'}`,
    flag('modify-other', modify),
    flag('extract', copy),
    flag('annotate', annotate),
    flag('form', fillForms),
    flag('accessibility', accessibility),
    flag('assemble', assemble),
    '--',
  ];
  return { files: [{ name, bytes: await qpdf({ 'in.pdf': bytes }, args) }] };
};
