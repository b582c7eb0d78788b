import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkInput } from '../../../shared/conversion/inputs/inputChecks.ts';
import { linkedDocuments } from '../linkedDocuments.ts';
import { hasColour, renderPage } from '../pixels.ts';
import { readPdf } from '../readPdf.ts';
import { never, toPdf } from '../sample.ts';
import { linkedObjects } from './linkedObjects.ts';
import { converterWith, officeEngines } from './officeEngines.ts';
import { fodt } from './officeSamples.ts';

let connections = 0;
const listener = createServer((socket) => {
  connections++;
  socket.on('error', () => undefined);
  socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nCANARY');
});
let host = '';
let folder = '';
let file = '';
let picture = '';
const colour = '#f10ea7';
const documents = { ...linkedDocuments, ...linkedObjects };

beforeAll(async () => {
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), 'conveyor-canary-'));
  file = join(folder, 'canary.txt');
  await writeFile(file, 'CANARY in a file');
  picture = join(folder, 'canary.png');
  const pixels = { width: 60, height: 60, channels: 3, background: colour } as const;
  await writeFile(picture, await sharp({ create: pixels }).png().toBuffer());
});
afterEach(() => {
  connections = 0;
});
afterAll(async () => {
  listener.close();
  await rm(folder, { recursive: true });
});

it('the listener counts connections', async () => {
  await fetch(`http://${host}/`);
  expect(connections).toBe(1);
});

describe.each(officeEngines)('%s', (_engine, soffice) => {
  const converter = converterWith(soffice);

  it('shows an embedded picture, so that an external one would be visible', async () => {
    const data = (await readFile(picture)).toString('base64');
    const bytes = fodt(
      `<text:p><draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm"><draw:image><office:binary-data>${data}</office:binary-data></draw:image></draw:frame></text:p>`,
    );
    const { files } = await converter.convert({
      files: [{ name: 'a.fodt', bytes }],
      steps: toPdf,
      signal: never,
    });
    expect(hasColour(await renderPage(files[0]?.bytes ?? new Uint8Array()), colour)).toBe(true);
  });

  it.each(Object.keys(documents))('loads no link of %s and runs no macro in it', async (name) => {
    const bytes = (await documents[name]?.({ host, file, picture })) ?? new Uint8Array();
    await checkInput({ name, bytes });
    const { files } = await converter.convert({ files: [{ name, bytes }], steps: toPdf, signal: never });
    const pdf = files[0]?.bytes ?? new Uint8Array();
    const { text } = await readPdf(pdf);
    expect(text).toContain('Still here');
    expect(text).not.toContain('CANARY');
    expect(hasColour(await renderPage(pdf), colour)).toBe(false);
    expect(connections).toBe(0);
  });
});
