import officeCrypto from 'officecrypto-tool';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FormatName } from '../../../shared/conversion/formats/formats.ts';
import { formats } from '../../../shared/conversion/formats/formatTable.ts';
import { checkInput } from '../../../shared/conversion/inputs/inputChecks.ts';
import { encryptedInputs } from '../../../shared/conversion/steps/plan.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { zipOf } from '../ooxml.ts';
import { readPdf } from '../readPdf.ts';
import { never } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';
import { encryptedOdf } from './encryptedOdf.ts';
import { encryptedXls } from './encryptedXls.ts';
import { officeSample, wordsOf } from './officeSamples.ts';

const password = 'Öffne dich, Sesam';
const agile = (bytes: Uint8Array) => officeCrypto.encrypt(Buffer.from(bytes), { password });
const standard = (bytes: Uint8Array) =>
  officeCrypto.encrypt(Buffer.from(bytes), { password, type: 'standard' });
const openDocument = (bytes: Uint8Array) => encryptedOdf(bytes, password);

const encryptions: [FormatName, string, (bytes: Uint8Array) => Buffer | Promise<Buffer>][] = [
  ['docx', 'agile', agile],
  ['docx', 'standard', standard],
  ['xlsx', 'agile', agile],
  ['pptx', 'agile', agile],
  ['odt', 'AES', openDocument],
  ['ods', 'AES', openDocument],
  ['odp', 'AES', openDocument],
  ['xls', 'RC4', (bytes) => encryptedXls(bytes, password)],
];

async function convert(name: string, bytes: Uint8Array, options: object) {
  const steps = stepsSchema.parse([{ type: 'convert', ...options }]);
  await checkInput({ name, bytes }, undefined, { encrypted: encryptedInputs(steps) });
  const { files } = await sharedConverter.convert({ files: [{ name, bytes }], steps, signal: never });
  return files;
}

describe.each(encryptions)('%s, encrypted (%s)', (format, _how, encrypt) => {
  let name: string;
  let bytes: Uint8Array;
  beforeAll(async () => {
    const whole = await officeSample(format);
    ({ name } = whole);
    bytes = await encrypt(whole.bytes);
  });

  it('is converted with its password', async () => {
    const [pdf] = await convert(name, bytes, { to: 'pdf', password });
    const { text } = await readPdf(pdf?.bytes ?? new Uint8Array());
    for (const word of wordsOf[formats[format].family] ?? []) expect(text).toContain(word);
  });

  it.each([
    ['another', 'password_wrong'],
    [undefined, 'password_required'],
  ])('fails with the password %s: %s', async (other, code) => {
    await expect(convert(name, bytes, { to: 'pdf', password: other })).rejects.toMatchObject({ code });
  });
});

describe('a password', () => {
  it.each(['docx', 'odt', 'xls', 'txt'] as const)('is refused for an unencrypted %s', async (format) => {
    const { name, bytes } = await officeSample(format);
    const converted = convert(name, bytes, { to: 'pdf', password });
    await expect(converted).rejects.toMatchObject({ code: 'password_not_needed' });
  });

  it('also opens a document for formats other than PDF', async () => {
    const { name, bytes } = await officeSample('docx');
    const [html] = await convert(name, agile(bytes), { to: 'html', password });
    expect(Buffer.from(html?.bytes ?? []).toString()).toContain('Harbour Books');
  });

  it('is not required for a sheet with Excel’s default password', async () => {
    const { name, bytes } = await officeSample('xls');
    const [pdf] = await convert(name, encryptedXls(bytes, 'VelvetSweatshop'), { to: 'pdf' });
    expect((await readPdf(pdf?.bytes ?? new Uint8Array())).text).toContain('25350');
  });

  it('does not bypass the checks for ZIP bombs and other types', async () => {
    const bomb = agile(await zipOf({ 'word/document.xml': Buffer.alloc(64 * 1024 ** 2) }));
    await expect(convert('bomb.docx', bomb, { to: 'pdf', password })).rejects.toMatchObject({
      code: 'zip_limits',
    });
    const sheet = agile((await officeSample('xlsx')).bytes);
    await expect(convert('sheet.docx', sheet, { to: 'pdf', password })).rejects.toMatchObject({
      code: 'type_mismatch',
    });
  });

  it('in the steps allows encrypted inputs', () => {
    const steps = stepsSchema.parse([{ type: 'convert', to: 'pdf', password }]);
    expect(encryptedInputs(steps)).toBe('allowed');
    expect(encryptedInputs(stepsSchema.parse([{ type: 'convert', to: 'pdf' }]))).toBe('refused');
  });
});
