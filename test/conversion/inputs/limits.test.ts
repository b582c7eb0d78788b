import officeCrypto from 'officecrypto-tool';
import { afterAll, describe, expect, it } from 'vitest';
import { pageSource } from '../../../shared/conversion/chromium/pageSource.ts';
import {
  type ConversionLimits,
  defaultConversionLimits,
  defaultZipLimits,
} from '../../../shared/conversion/limits.ts';
import { selfContained } from '../../../shared/conversion/toolbox/office/selfContained.ts';
import { encryptedOdf } from '../libreoffice/encryptedOdf.ts';
import { docx, paragraph, zipOf } from '../ooxml.ts';
import { jobsOn, toolboxOnly } from '../toolbox.ts';

const rows = toolboxOnly({ limits: { rows: 2 } });
const entries = toolboxOnly({ limits: { zip: { ...defaultZipLimits, entries: 2 } } });
const bytes = toolboxOnly({ limits: { zip: { ...defaultZipLimits, totalBytes: 10_000 } } });
const usual = jobsOn();
afterAll(() => Promise.all([rows, entries, bytes].map(({ converter }) => converter.close())));

const password = 'correct';
const encrypted = (plain: Uint8Array) => officeCrypto.encrypt(Buffer.from(plain), { password });
const letter = () => docx(paragraph('Hello'));
const toHtml = { type: 'convert', to: 'html', password };

describe('the limits of inputs also apply to', () => {
  it('the content of an encrypted document', async () => {
    const text = { name: 'a.docx', bytes: encrypted(await letter()) };
    await expect(entries.one(text, toHtml)).rejects.toMatchObject({ code: 'zip_limits' });
    expect((await usual.one(text, toHtml)).name).toBe('a.html');
  });

  it.each([
    ['that is larger', 'text', 'x'.repeat(20_000), bytes, 'zip_limits'],
    [
      'with more rows',
      'spreadsheet',
      '<table:table-row><text:p>1</text:p></table:table-row>'.repeat(3),
      rows,
      'too_many_rows',
    ],
  ])('an encrypted part of OpenDocument %s', async (_, kind, content, small, code) => {
    const plain = await zipOf({
      mimetype: `application/vnd.oasis.opendocument.${kind}`,
      'META-INF/manifest.xml': '<manifest:manifest/>',
      'content.xml': content,
    });
    const document = {
      name: kind === 'text' ? 'a.odt' : 'a.ods',
      bytes: await encryptedOdf(plain, password),
    };
    expect(document.bytes.length).toBeLessThan(5_000);
    await expect(small.one(document, toHtml)).rejects.toMatchObject({ code });
  });

  it('a template', async () => {
    const template = { name: 'a.docx', bytes: await letter() };
    const render = { type: 'render', data: {} };
    await expect(entries.one(template, render)).rejects.toMatchObject({ code: 'zip_limits' });
    expect((await usual.one(template, render)).name).toBe('a.docx');
  });

  it('a document that the native LibreOffice might get', async () => {
    const acceptedCount = async (limits: ConversionLimits) => {
      const files = [{ name: 'a.docx', bytes: await letter() }];
      return (await selfContained({ operation: '', files, resources: [], options: { limits } })).files.length;
    };
    expect(await acceptedCount(defaultConversionLimits)).toBe(1);
    expect(
      await acceptedCount({ ...defaultConversionLimits, zip: { ...defaultZipLimits, entries: 2 } }),
    ).toBe(0);
  });

  it('a site, in addition to the limits of sites', async () => {
    const files = [
      { name: 'a.zip', bytes: await zipOf({ 'index.html': 'a', 'b.html': 'b', 'c.html': 'c' }) },
    ];
    const source = (more: number) =>
      pageSource({ operation: 'pdf', files }, { ...defaultZipLimits, entries: more });
    await expect(source(2)).rejects.toMatchObject({ code: 'zip_limits' });
    expect((await source(1_000_000)).uploaded?.html).toEqual(Buffer.from('a'));
    const many = Array.from({ length: 2_001 }, (_, index) => [`${index}.txt`, '']);
    const large = [{ name: 'a.zip', bytes: await zipOf(Object.fromEntries(many)) }];
    await expect(
      pageSource({ operation: 'pdf', files: large }, { ...defaultZipLimits, entries: 1_000_000 }),
    ).rejects.toMatchObject({ code: 'zip_limits' });
  });
});
