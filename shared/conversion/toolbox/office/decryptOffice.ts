import { ConveyorError } from '../../../errors.ts';
import { DocumentRefused } from '../../engines/engine.ts';
import type { NamedFile } from '../../files.ts';
import { checkInput } from '../../inputs/inputChecks.ts';
import type { InputLimits } from '../../limits.ts';
import type { Limited, Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { decryptOpenDocument } from './decryptOpenDocument.ts';

/**
 * Decrypts an office document, because LibreOffice as WebAssembly accepts no passwords. The decrypted document is checked
 * like any input.
 */
export const decryptOffice: Operation<Limited<{ password: string }>> = async ({ files, options }) => {
  const { password, limits } = options;
  const file = singleFile({ files });
  await mustBeEncrypted(file, limits);
  const isZip = Buffer.from(file.bytes.subarray(0, 2)).toString('latin1') === 'PK';
  const bytes = isZip
    ? await decryptOpenDocument(file.bytes, password, limits.zip)
    : await decryptMicrosoft(file.bytes, password);
  const opened = { name: file.name, bytes };
  await asDocumentRefused(() => checkInput(opened, limits));
  return { files: [opened] };
};

async function mustBeEncrypted(file: NamedFile, limits: InputLimits): Promise<void> {
  await asDocumentRefused(() => checkInput(file, limits, { encrypted: 'expected' }));
}

/** Turns a ConveyorError of the checks into DocumentRefused: it is not an engine failure. */
async function asDocumentRefused(check: () => Promise<unknown>): Promise<void> {
  try {
    await check();
  } catch (cause) {
    if (!(cause instanceof ConveyorError)) throw cause;
    throw new DocumentRefused(cause.code, { detail: cause.detail, cause });
  }
}

/** Encrypted OOXML ([MS-OFFCRYPTO] 2.3), DOC, XLS and PPT. */
async function decryptMicrosoft(bytes: Uint8Array, password: string): Promise<Uint8Array> {
  const { default: officeCrypto } = await import('officecrypto-tool');
  try {
    return await officeCrypto.decrypt(Buffer.from(bytes), { password });
  } catch (cause) {
    if (/password is incorrect/i.test(String(cause))) throw new DocumentRefused('password_wrong', { cause });
    const detail = 'The encryption method of the file is not supported.';
    throw new DocumentRefused('corrupt_file', {
      cause,
      ...(/unsupported/i.test(String(cause)) ? { detail } : {}),
    });
  }
}
