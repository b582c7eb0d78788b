import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createConverter, type OutputFile } from '../../shared/conversion/converter.ts';
import { checkInput } from '../../shared/conversion/inputChecks.ts';
import { linkedDocuments } from './linkedDocuments.ts';
import { converts, officeEngines } from './officeEngines.ts';
import { docx, paragraph, zipOf } from './ooxml.ts';
import { readPdf } from './readPdf.ts';
import { never, toPdf } from './sample.ts';

let reached = 0;
const listener = createServer((socket) => {
  reached++;
  socket.on('error', () => undefined);
  socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nCANARY');
});
let host = '';
let folder = '';
let file = '';

beforeAll(async () => {
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), 'conveyor-canary-'));
  file = join(folder, 'canary.txt');
  await writeFile(file, 'CANARY in a file');
});
afterEach(() => {
  reached = 0;
});
afterAll(async () => {
  listener.close();
  await rm(folder, { recursive: true });
});

it('The listener hears who reaches it.', async () => {
  await fetch(`http://${host}/`);
  expect(reached).toBe(1);
});

describe.each(officeEngines)('%s', (_engine, soffice) => {
  const converter = createConverter({ engines: 1, browsers: 0, soffice, log: () => undefined });
  beforeAll(() => converter.warm());
  afterAll(() => converter.close());

  const names = Object.keys(linkedDocuments).filter((name) => converts(soffice, name));
  it.each(names)('loads nothing that %s names, and runs none of it', async (name) => {
    const bytes = (await linkedDocuments[name]?.({ host, file })) ?? new Uint8Array();
    await checkInput({ name, bytes });
    const converted = converter.convert({ files: [{ name, bytes }], steps: toPdf, signal: never });
    // A LibreOffice of the machine may refuse a picture that is none, and the document with it.
    const { files } = await (soffice ? converted.catch(orRefused) : converted);
    const { text } = files[0] ? await readPdf(files[0].bytes) : { text: 'Still here' };
    expect(text).toContain('Still here');
    expect(text).not.toContain('CANARY');
    expect(reached).toBe(0);
  });
});

function orRefused(error: unknown): { files: OutputFile[] } {
  expect(error).toMatchObject({ code: 'corrupt_file' });
  return { files: [] };
}

it('A document with macros is refused by its type.', async () => {
  const bytes = await docx(paragraph('a'));
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>';
  const macros = await zipOf({ '[Content_Types].xml': types, 'word/document.xml': '<w:document/>' });
  await expect(checkInput({ name: 'a.docx', bytes: macros })).rejects.toMatchObject({
    code: 'type_mismatch',
  });
  await expect(checkInput({ name: 'a.docm', bytes })).rejects.toMatchObject({
    code: 'unsupported_conversion',
  });
});
