import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createConverter } from '../../../shared/conversion/converter.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { AllowList } from '../../../shared/outbound/allowList.ts';
import { BrowserProxy } from '../../../shared/outbound/browserProxy.ts';
import { picture } from '../linkedDocuments.ts';
import { docx, paragraph, type Relation, relations } from '../ooxml.ts';
import { hasColour, renderPage } from '../pixels.ts';
import { readPdf } from '../readPdf.ts';
import { never, toPdf } from '../sample.ts';

/** The proxy of an app whose operator allows no address. */
const browserProxy = new BrowserProxy({
  documents: { reach: 'nothing', allow: AllowList.empty },
  pages: { reach: 'public', allow: AllowList.empty },
});
const converter = createConverter({
  engines: 1,
  secondsPerConversion: 20,
  browserProxy,
  log: () => undefined,
});
const tcp = createServer((socket) => {
  reached.push('tcp');
  socket.end('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nCANARY');
});
const udp = createSocket('udp4').on('message', () => reached.push('udp'));
let reached: string[] = [];
let host = '';
let udpPort = 0;
const folder = await mkdtemp(join(tmpdir(), 'conveyor-network-'));
const secretFile = join(folder, 'canary.txt');
const secretPicture = join(folder, 'canary.png');
const secretColour = '#f10ea7';

beforeAll(async () => {
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port } = tcp.address() as AddressInfo;
  host = `127.0.0.1:${port}`;
  udp.bind(0, '127.0.0.1');
  await once(udp, 'listening');
  udpPort = udp.address().port;
  await writeFile(secretFile, 'CANARY in a file');
  const pixels = { width: 60, height: 60, channels: 3, background: secretColour } as const;
  await writeFile(secretPicture, await sharp({ create: pixels }).png().toBuffer());
  await converter.warm();
});
afterEach(() => {
  reached = [];
});
afterAll(async () => {
  await converter.close();
  tcp.close();
  udp.close();
  await rm(folder, { recursive: true });
});

/** Every known way for a page to send a request, by name. `HOST` and `UDP` are the listener's addresses. */
const requestsByKind: Record<string, string> = {
  image: '<img src="http://HOST/a.png"><img srcset="http://HOST/b.png 2x">',
  'image by name': '<img src="http://localhost:PORT/a.png"><img src="http://[::1]:PORT/a.png">',
  stylesheet: '<link rel="stylesheet" href="http://HOST/a.css"><style>@import "http://HOST/b.css";</style>',
  font: '<style>@font-face{font-family:f;src:url(http://HOST/f.woff2)}p{font-family:f}</style>',
  'CSS url()': '<style>body{background:url(http://HOST/a.png)}</style>',
  script: '<script src="http://HOST/a.js"></script><script type="module" src="http://HOST/b.js"></script>',
  iframe: '<iframe src="http://HOST/"></iframe>',
  'iframe within srcdoc':
    '<iframe srcdoc="<img src=http://HOST/a.png><script>fetch(\'http://HOST/\')</script>"></iframe>',
  fetch:
    '<script>fetch("http://HOST/").catch(() => {}); fetch("http://HOST/", {mode: "no-cors", keepalive: true}).catch(() => {})</script>',
  XMLHttpRequest: '<script>const x = new XMLHttpRequest(); x.open("GET", "http://HOST/"); x.send()</script>',
  'synchronous XMLHttpRequest':
    '<script>const x = new XMLHttpRequest(); x.open("GET", "http://HOST/", false); try { x.send() } catch {}</script>',
  WebSocket: '<script>new WebSocket("ws://HOST/")</script>',
  EventSource: '<script>new EventSource("http://HOST/")</script>',
  WebTransport: '<script>try { new WebTransport("https://HOST/") } catch {}</script>',
  WebRTC: `<script>
    const peer = new RTCPeerConnection({ iceServers: [{ urls: ["stun:UDP", "turn:UDP?transport=udp", "turn:HOST?transport=tcp"], username: "u", credential: "c" }] });
    peer.createDataChannel("d");
    peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  </script>`,
  worker:
    "<script>new Worker(URL.createObjectURL(new Blob([\"fetch('http://HOST/').catch(() => {}); importScripts('http://HOST/a.js')\"])))</script>",
  'service worker':
    '<script>navigator.serviceWorker?.register("/sw.js").catch(() => {}); navigator.serviceWorker?.register("http://HOST/sw.js").catch(() => {})</script>',
  'prefetch and preconnect':
    '<link rel="prefetch" href="http://HOST/a"><link rel="preconnect" href="http://HOST"><link rel="dns-prefetch" href="http://HOST"><link rel="preload" as="image" href="http://HOST/b"><link rel="modulepreload" href="http://HOST/c.js"><link rel="prerender" href="http://HOST/d"><link rel="icon" href="http://HOST/e.ico"><link rel="manifest" href="http://HOST/f">',
  'speculation rules':
    '<script type="speculationrules">{"prefetch":[{"source":"list","urls":["http://HOST/"],"eagerness":"immediate"}]}</script>',
  'meta refresh': '<meta http-equiv="refresh" content="0; url=http://HOST/">',
  location: '<script>location = "http://HOST/"</script>',
  'location after load': '<script>onload = () => { location.href = "http://HOST/" }</script>',
  form: '<form action="http://HOST/" method="post"><input name="a" value="b"></form><script>document.forms[0].submit()</script>',
  'window.open':
    '<script>window.open("http://HOST/"); window.open("about:blank")?.location.replace("http://HOST/")</script>',
  'SVG image':
    '<svg width="9" height="9"><image href="http://HOST/a.png"/><use href="http://HOST/a.svg#b"/></svg>',
  'object and embed': '<object data="http://HOST/a"></object><embed src="http://HOST/b">',
  media:
    '<video src="http://HOST/a.mp4" poster="http://HOST/b.png"></video><audio src="http://HOST/c.mp3"></audio>',
  sendBeacon: '<script>navigator.sendBeacon("http://HOST/", "a")</script>',
  ping: '<a id="a" href="#b" ping="http://HOST/">x</a><script>document.getElementById("a").click()</script>',
  base: '<base href="http://HOST/"><img src="a.png">',
  'content security report':
    '<meta http-equiv="content-security-policy" content="img-src none; report-uri http://HOST/"><img src="data:,">',
};

/** A page with the listener's addresses filled in. */
function page(content: string): string {
  const filled = content
    .replaceAll('HOST', host)
    .replaceAll('UDP', `127.0.0.1:${udpPort}`)
    .replaceAll('PORT', host.split(':')[1] ?? '');
  return `${filled}\n\n<p>Still here</p>`;
}

/** Keeps a page open after it has loaded, so that its requests are sent. */
const open = { waitDelay: '150ms' } as const;

async function textOf(name: string, bytes: Uint8Array, options = {}): Promise<string> {
  const steps = stepsSchema.parse([{ type: 'convert', to: 'pdf', ...options }]);
  const { files } = await converter.convert({ files: [{ name, bytes }], steps, signal: never });
  return (await readPdf(files[0]?.bytes ?? new Uint8Array())).text;
}

/** Time for background requests of a page to arrive. */
const aWhile = () => new Promise((later) => setTimeout(later, 100));

describe('the listener', () => {
  it('records TCP connections and UDP datagrams', async () => {
    await fetch(`http://${host}/`);
    const socket = createSocket('udp4');
    await new Promise((sent) => socket.send('a', udpPort, '127.0.0.1', sent));
    await expect.poll(() => reached).toEqual(expect.arrayContaining(['tcp', 'udp']));
    socket.close();
  });
});

describe.each(Object.entries(requestsByKind))('%s', (_name, content) => {
  it.each(['page.html', 'page.md'])('reaches nothing from %s, and the page is converted', async (name) => {
    const text = await textOf(name, Buffer.from(page(content)), open);
    await aWhile();
    expect(reached).toEqual([]);
    expect(text).toContain('Still here');
  });
});

describe('a screenshot', () => {
  it.each(['image', 'fetch', 'WebSocket', 'WebRTC', 'iframe', 'prefetch and preconnect', 'worker'])(
    'of a page with %s reaches nothing',
    async (kind) => {
      const bytes = Buffer.from(page(requestsByKind[kind] ?? ''));
      const steps = stepsSchema.parse([{ type: 'screenshot', ...open }]);
      const { files } = await converter.convert({ files: [{ name: 'a.html', bytes }], steps, signal: never });
      expect(files[0]?.bytes.byteLength).toBeGreaterThan(100);
      await aWhile();
      expect(reached).toEqual([]);
    },
  );
});

describe('a header and a footer', () => {
  it.each([
    'image',
    'image by name',
    'stylesheet',
    'font',
    'script',
    'iframe',
    'fetch',
    'SVG image',
    'object and embed',
  ])('with %s reach nothing', async (kind) => {
    const template = `<p style="font-size:9px">HEAD</p>${page(requestsByKind[kind] ?? '')}`;
    const steps = stepsSchema.parse([
      { type: 'convert', to: 'pdf', headerTemplate: template, footerTemplate: template, ...open },
    ]);
    const input = { name: 'a.html', bytes: Buffer.from('Still here') };
    const { files } = await converter.convert({ files: [input], steps, signal: never });
    await aWhile();
    expect(reached).toEqual([]);
    expect(await readPdf(files[0]?.bytes ?? new Uint8Array())).toMatchObject({
      pages: 1,
      text: expect.stringMatching(/HEAD[\s\S]*HEAD/),
    });
  });
});

describe('an SVG', () => {
  const elements: Record<string, string> = {
    image: '<image href="http://HOST/a.png" width="9" height="9"/>',
    use: '<use href="http://HOST/a.svg#a"/>',
    stylesheet: '<style>@import "http://HOST/a.css"; rect { fill: url(http://HOST/b.svg#c) }</style>',
    font: '<style>@font-face{font-family:f;src:url(http://HOST/f.woff2)}text{font-family:f}</style>',
    script: '<script href="http://HOST/a.js"/><script>fetch("http://HOST/")</script>',
    'foreign object':
      '<foreignObject width="99" height="99"><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://HOST/"></iframe></foreignObject>',
    'event handler': '<rect width="9" height="9" onload="fetch(\'http://HOST/\')"/>',
    feImage:
      '<filter id="f"><feImage href="http://HOST/a.png"/></filter><rect width="9" height="9" filter="url(#f)"/>',
    file: '<image href="file:///etc/passwd" width="9" height="9"/>',
  };

  it.each(Object.keys(elements))('with %s reaches nothing', async (name) => {
    const svg = (doctype = '', style = '') =>
      `<?xml version="1.0"?>${style}${doctype}<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">${elements[name]}<text y="50">Still here</text></svg>`;
    const external =
      '<!DOCTYPE svg SYSTEM "http://HOST/a.dtd" [<!ENTITY % a SYSTEM "http://HOST/b.dtd"> %a;]>';
    const sheet = '<?xml-stylesheet href="http://HOST/a.css"?>';
    const filled = svg(external, sheet).replaceAll('HOST', host);
    expect(await textOf('a.svg', Buffer.from(filled))).toContain('Still here');
    expect(await textOf('a.html', Buffer.from(filled.slice(filled.indexOf('<svg'))))).toContain('Still here');
    await aWhile();
    expect(reached).toEqual([]);
  });
});

describe('all kinds of requests at once', () => {
  it('reach nothing', async () => {
    const { location: _, form: __, ...others } = requestsByKind;
    expect(await textOf('all.html', Buffer.from(page(Object.values(others).join('\n'))), open)).toContain(
      'Still here',
    );
    await aWhile();
    expect(reached).toEqual([]);
  });
});

describe('files of the machine', () => {
  it.each(['page.html', 'page.md'])('are not readable by %s', async (name) => {
    const content = `<iframe src="file://${secretFile}"></iframe><object data="file://${secretFile}"></object>
<iframe src="file:///etc/passwd" width="900" height="900"></iframe>
<script>fetch("file:///etc/passwd").then((r) => r.text()).then((t) => document.body.append(t)).catch(() => {})</script>
<script>location = "file://${secretFile}"</script>
<iframe src="file:///proc/self/environ"></iframe><iframe srcdoc="<iframe src='file:///etc/passwd'></iframe>"></iframe>
<iframe src="view-source:file:///etc/passwd"></iframe><iframe src="chrome://version"></iframe><iframe src="chrome://settings"></iframe>
<iframe src="filesystem:https://document.invalid/temporary/a"></iframe><iframe src="devtools://devtools/bundled/inspector.html"></iframe>
<script>for (const url of ["file:///proc/self/environ", "view-source:file:///etc/passwd", "chrome://version/"]) { window.open(url); new Worker(url); }</script>
<link rel="stylesheet" href="file:///etc/passwd"><script src="file:///etc/passwd"></script><img src="file:///etc/passwd">`;
    const text = await textOf(name, Buffer.from(page(content)), open);
    expect(text).toContain('Still here');
    expect(text).not.toMatch(/root:|CANARY|PATH=|Chromium/);
  });
});

describe('a DOCX', () => {
  const field = (instruction: string) =>
    `<w:p><w:fldSimple w:instr="${instruction}"><w:r><w:t>field</w:t></w:r></w:fldSimple></w:p>`;

  it('with linked pictures, fields and a remote template reaches nothing', async () => {
    const links: Relation[] = [
      ['rId1', 'image', `http://${host}/a.png`, true],
      ['rId2', 'image', `file://${secretFile}`, true],
      ['rId3', 'settings', 'settings.xml'],
    ];
    const body =
      picture('r:link="rId1"') +
      picture('r:link="rId2"') +
      field(`INCLUDEPICTURE &quot;http://${host}/b.png&quot; \\d`) +
      field(`INCLUDETEXT &quot;${secretFile}&quot;`) +
      field(`DDEAUTO cmd &quot;/c calc&quot;`) +
      paragraph('Still here');
    const bytes = await docx(body, links, {
      'word/settings.xml':
        '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:attachedTemplate r:id="rId1"/></w:settings>',
      'word/_rels/settings.xml.rels': relations([
        ['rId1', 'attachedTemplate', `http://${host}/t.dotx`, true],
      ]),
    });
    const text = await textOf('links.docx', bytes);
    await aWhile();
    expect(text).toContain('Still here');
    expect(text).not.toContain('CANARY');
    expect(reached).toEqual([]);
  });

  it('that is an RTF with links, or text that looks like HTML, reaches nothing', async () => {
    const rtf = `{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE "http://${host}/a.png" \\\\d}{\\fldrslt x}}{\\*\\template http://${host}/t.dot}Still here\\par}`;
    expect(await textOf('links.rtf', Buffer.from(rtf))).toContain('Still here');
    const text = `<html><head><base href="http://${host}/"></head><body><img src="a.png">Still here</body></html>`;
    expect(await textOf('page.txt', Buffer.from(text))).toContain('Still here');
    await aWhile();
    expect(reached).toEqual([]);
  });
});

describe('an address in the data of a template', () => {
  const addresses: Record<string, () => string> = {
    'of a listener': () => `http://${host}/a.png`,
    'of a listener, by name': () => `http://localhost:${host.split(':')[1]}/a.png`,
    'of a listener, without its scheme': () => `//${host}/a.png`,
    'of a local picture': () => `file://${secretPicture}`,
    'that is the path of a local picture': () => secretPicture,
    'that is a relative path with ..': () => `../../../../../../..${secretPicture}`,
    'of a local text file': () => 'file:///etc/passwd',
  };
  const drawing = (address: string) =>
    `data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="60"><image width="60" height="60" href="${address}" xlink:href="${address}"/></svg>`).toString('base64')}`;

  /** Fills a template and prints it. */
  async function printed(name: string, bytes: Uint8Array, data: object): Promise<Uint8Array> {
    const steps = stepsSchema.parse([{ type: 'render', data }, ...toPdf]);
    const { files } = await converter.convert({ files: [{ name, bytes }], steps, signal: never });
    return files[0]?.bytes ?? new Uint8Array();
  }
  const placeholder = (description: string) =>
    `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="7" name="p" descr="${description}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="7" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

  it('shows its picture when the data contains it as a data: URI', async () => {
    const own = `data:image/png;base64,${(await readFile(secretPicture)).toString('base64')}`;
    const templates: [string, Uint8Array][] = [
      ['a.html', Buffer.from('<img src="{{ picture }}">')],
      ['a.html', Buffer.from('{{ picture | image }}')],
      ['a.docx', await docx(paragraph('{picture | image}'))],
    ];
    for (const [name, bytes] of templates)
      expect(hasColour(await renderPage(await printed(name, bytes, { picture: own })), secretColour)).toBe(
        true,
      );
  });

  it.each(Object.keys(addresses))('%s is refused as an image, in Word and in a page', async (which) => {
    const address = addresses[which]?.() ?? '';
    const cases: [string, Uint8Array][] = [
      ['a.docx', await docx(paragraph('{picture | image}'))],
      ['a.docx', await docx(placeholder('{picture | image}'))],
      ['a.html', Buffer.from('{{ picture | image }}')],
    ];
    for (const [name, bytes] of cases)
      for (const picture of [address, drawing(address)]) {
        const refused = await printed(name, bytes, { picture }).catch((error) => error);
        expect(refused).toMatchObject({ code: 'template_error', retryable: false });
        expect(String(refused.detail)).not.toMatch(/root:|CANARY/);
      }
    await aWhile();
    expect(reached).toEqual([]);
  });

  it.each(Object.keys(addresses))('%s as a source in a page shows nothing', async (which) => {
    const address = addresses[which]?.() ?? '';
    const template = `<img src="{{ address }}" width="600" height="60" style="display:block">
<img src="{{ drawing }}" width="600" height="60" style="display:block">
<div style="height:60px;background:url({{ address }})"></div><object data="{{ address }}"></object>
<iframe src="{{ address }}"></iframe><link rel="stylesheet" href="{{ address }}"><p>Still here</p>`;
    const data = { address, drawing: drawing(address) };
    const pdf = await printed('a.html', Buffer.from(template), data);
    await aWhile();
    const { text } = await readPdf(pdf);
    expect(text).toContain('Still here');
    expect(text).not.toMatch(/root:|CANARY/);
    expect(hasColour(await renderPage(pdf), secretColour)).toBe(false);
    expect(reached).toEqual([]);
  });

  it('in a Word template with linked pictures shows nothing', async () => {
    const links: Relation[] = [
      ['rId1', 'image', `http://${host}/a.png`, true],
      ['rId2', 'image', `file://${secretPicture}`, true],
    ];
    const linked = picture('r:link="rId1"') + picture('r:link="rId2"');
    const template = await docx(linked + paragraph('{address}'), links);
    const pdf = await printed('a.docx', template, { address: `Still here, not at http://${host}/` });
    await aWhile();
    expect((await readPdf(pdf)).text).toContain('Still here');
    expect(hasColour(await renderPage(pdf), secretColour)).toBe(false);
    expect(reached).toEqual([]);
  });
});
