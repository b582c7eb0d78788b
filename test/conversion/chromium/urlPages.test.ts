import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Converter, createConverter } from '../../../shared/conversion/converter.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { AllowList } from '../../../shared/outbound/allowList.ts';
import { BrowserProxy } from '../../../shared/outbound/browserProxy.ts';
import { type Listener, listen } from '../../outbound/listener.ts';
import { decodeImage } from '../pixels.ts';
import { readPdf } from '../readPdf.ts';
import { never } from '../sample.ts';

/** Responses of the site by path; each test sets its own. */
let pages: Record<string, string | RequestListener> = {};
let site: Listener;
let canary: Listener;
let converter: Converter;
let base = '';
/** Addresses that host names resolve to, one list for each query; the last one repeats. */
let answers: Record<string, string[][]> = {};

beforeAll(async () => {
  site = await listen((request, response) => {
    const page = pages[new URL(request.url ?? '', 'http://a').pathname];
    if (typeof page === 'function') return page(request, response);
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(page ?? 'none');
  });
  canary = await listen();
  base = `http://127.0.0.1:${site.port}`;
  // As an app whose operator opened one address: BROWSER_ALLOW=127.0.0.1:<port>,site.example
  const allow = AllowList.parse(`127.0.0.1:${site.port},site.example`);
  const browserProxy = new BrowserProxy(
    { documents: { reach: 'nothing', allow }, pages: { reach: 'public', allow } },
    {
      resolve: async (host) => {
        const list = answers[host] ?? [[]];
        return (list.length > 1 ? list.shift() : list[0]) ?? [];
      },
      // This public address stands for the test site.
      connect: (address, port) =>
        connect({ host: '127.0.0.1', port: address === '93.184.215.14' ? site.port : port }),
    },
  );
  converter = createConverter({
    engines: 0,
    toolboxes: 1,
    secondsPerConversion: 20,
    browserProxy,
    log: () => undefined,
  });
  await converter.warm();
});
beforeEach(() => {
  pages = {};
  answers = {};
});
afterEach(() => {
  site.seen.length = canary.seen.length = 0;
});
afterAll(async () => {
  await converter.close();
  await site.close();
  await canary.close();
});

async function run(step: object, files: { name: string; bytes: Uint8Array }[] = []) {
  const steps = stepsSchema.parse([{ type: 'convert', to: 'pdf', ...step }]);
  return converter.convert({ files, steps, signal: never });
}
async function textOf(step: object): Promise<string> {
  const { files } = await run(step);
  return (await readPdf(files[0]?.bytes ?? new Uint8Array())).text;
}
const failure = (step: object) =>
  run(step).then(
    () => 'no error',
    (error) => error,
  );

describe('the page of a URL', () => {
  it('is printed with its resources, and billed as one document', async () => {
    pages = { '/': '<script src="/late.js"></script>', '/late.js': 'document.write("from a script")' };
    const { files, usage } = await run({ url: `${base}/` });
    expect(files).toMatchObject([{ name: 'page.pdf', contentType: 'application/pdf' }]);
    expect((await readPdf(files[0]?.bytes ?? new Uint8Array())).text).toBe('from a script');
    expect(usage).toMatchObject({ documents: 1, pages: 1, bytesIn: 0 });
  });

  it('is printed after all but two requests have ended, with skipNetworkAlmostIdleEvent: false', async () => {
    pages = {
      '/': `<script>
        for (const endless of ['/never', '/neither']) fetch(endless);
        fetch('/late').then((answer) => answer.text()).then((text) => document.body.append(text));
      </script><body>`,
      '/never': () => undefined,
      '/neither': () => undefined,
      // Later than the load event, which no fetch delays.
      '/late': (_, response) => setTimeout(() => response.end('came late'), 1500),
    };
    expect(await textOf({ url: `${base}/`, skipNetworkAlmostIdleEvent: false })).toBe('came late');
  });

  it('can be a screenshot', async () => {
    pages = { '/': '<body style="background:#00f">' };
    const { files } = await converter.convert({
      files: [],
      steps: stepsSchema.parse([{ type: 'screenshot', url: `${base}/`, width: 100, height: 100 }]),
      signal: never,
    });
    expect(files[0]?.name).toBe('page.png');
    expect((await decodeImage(files[0]?.bytes ?? new Uint8Array())).at(50, 50)).toBe('#0000ff');
  });

  it('is loaded through redirects and by host name', async () => {
    answers = { 'site.example': [['127.0.0.1']] };
    pages = {
      '/': (_, response) => response.writeHead(302, { location: '/end' }).end(),
      '/end': '<script>document.write(location.host)</script>',
    };
    expect(await textOf({ url: `http://site.example:${site.port}/` })).toBe(`site.example:${site.port}`);
  });

  it('is requested with the headers, cookies and user agent of the job; other origins get no extra headers', async () => {
    const seen: Record<string, unknown> = {};
    const tell: RequestListener = ({ url = '', headers }, response) => {
      seen[url] = [headers['x-mine'], headers.cookie, headers['user-agent']];
      response.setHeader('content-type', 'text/html').end(`<img src="http://site.example:${site.port}/b">`);
    };
    answers = { 'site.example': [['127.0.0.1']] };
    pages = { '/a': tell, '/b': tell };
    await run({
      url: `${base}/a`,
      extraHttpHeaders: { 'X-Mine': 'one' },
      cookies: [{ name: 'who', value: 'me', domain: '127.0.0.1', sameSite: 'lax' }],
      userAgent: 'Printer/1.0',
    });
    expect(seen).toEqual({
      '/a': ['one', 'who=me', 'Printer/1.0'],
      '/b': [undefined, undefined, 'Printer/1.0'],
    });
  });

  it.each([
    'keep-alive',
    'Set-Cookie',
    'cookie2',
    'X-HTTP-Method',
    'x-method-override',
    'Host',
    'Sec-Fetch-Site',
  ])('is refused with the reserved header %s', async (name) => {
    await expect(run({ url: `${base}/`, extraHttpHeaders: { [name]: 'TRACE' } })).rejects.toThrow(
      'is a reserved header',
    );
  });

  it.each([
    { domain: '%%%' },
    { domain: '127.0.0.1', name: '__Host-a' },
    { domain: '127.0.0.1', path: '/a;b' },
    { domain: '127.0.0.1', name: 'a'.repeat(200), value: 'b'.repeat(4000) },
  ])('is refused with an invalid cookie, and the browser stays warm: %j', async (cookie) => {
    const pid = converter.engines().find(({ kind }) => kind === 'chromium')?.pid;
    expect(await failure({ url: `${base}/`, cookies: [{ name: 'a', value: 'b', ...cookie }] })).toMatchObject(
      {
        code: 'invalid_parameter',
      },
    );
    expect(converter.engines().find(({ kind }) => kind === 'chromium')?.pid).toBe(pid);
  });

  it('fails the job when it responds with an error status, unless failOnHttpStatusCodes allows it', async () => {
    expect(await failure({ url: `${base}/gone` })).toMatchObject({
      code: 'page_status_failed',
      retryable: false,
    });
    expect(await textOf({ url: `${base}/gone`, failOnHttpStatusCodes: [599] })).toBe('none');
    pages = { '/': '<img src="/gone.png">still' };
    expect(await textOf({ url: `${base}/` })).toBe('still');
    const fails = { url: `${base}/`, failOnResourceHttpStatusCodes: [404] };
    expect(await failure(fails)).toMatchObject({ code: 'page_resource_failed' });
    const { hostname } = new URL(base);
    expect(await textOf({ ...fails, ignoreResourceHttpStatusDomains: [hostname] })).toBe('still');
    expect(
      await failure({ ...fails, ignoreResourceHttpStatusDomains: [`not.${hostname}`, hostname.slice(1)] }),
    ).toMatchObject({ code: 'page_resource_failed' });
  });

  it('fails for the status of a resource, not for an address that is refused or has no server', async () => {
    pages = { '/': '<img src="http://10.0.0.1/a.png"><img src="http://nobody.example/b.png">still' };
    const statuses = { url: `${base}/`, failOnResourceHttpStatusCodes: [499, 599] };
    expect(await textOf(statuses)).toBe('still');
    expect(await failure({ ...statuses, failOnResourceLoadingFailed: true })).toMatchObject({
      code: 'page_resource_failed',
      detail: expect.stringMatching(/^http:.* could not be loaded\.$/),
    });
  });

  it('is refused when it is a download', async () => {
    pages = {
      '/': (_, response) => response.writeHead(200, { 'content-type': 'application/zip' }).end('PK'),
    };
    expect(await failure({ url: `${base}/` })).toMatchObject({ code: 'fetch_refused' });
  });

  it('fails at once and retryably when its response is cut off', async () => {
    pages = {
      '/': (request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': 100 }).write('<p>half');
        setImmediate(() => request.socket.end());
      },
    };
    expect(await failure({ url: `${base}/` })).toMatchObject({ code: 'fetch_failed', retryable: true });
  });

  it('fails retryably when its host is unreachable', async () => {
    expect(await failure({ url: 'http://nobody.example/' })).toMatchObject({
      code: 'fetch_failed',
      retryable: true,
    });
    pages = { '/': (request) => request.socket.destroy() };
    expect(await failure({ url: `${base}/` })).toMatchObject({ code: 'fetch_failed' });
  });
});

describe('the page of a URL does not reach a blocked address', () => {
  it.each([
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://[::1]:PORT/',
    'http://2130706433:PORT/',
    'http://169.254.169.254/metadata/instance',
    'http://10.0.0.1/',
    'http://user:password@127.0.0.1:SITE/',
    'http://example.com:22/',
  ])('%s', async (url) => {
    const address = url.replace('PORT', String(canary.port)).replace('SITE', String(site.port));
    expect(await failure({ url: address })).toMatchObject({ code: 'address_not_allowed', retryable: false });
    expect([...canary.seen, ...site.seen]).toEqual([]);
  });

  it('by a host name that resolves to it', async () => {
    answers = { 'evil.example': [['127.0.0.1']], 'mixed.example': [['93.184.215.14', '10.0.0.1']] };
    for (const host of ['evil.example', 'mixed.example'])
      expect(await failure({ url: `http://${host}/` })).toMatchObject({ code: 'address_not_allowed' });
    expect(site.seen).toEqual([]);
  });

  it('by a host name that resolves differently after the check', async () => {
    answers = { 'rebind.example': [['93.184.215.14'], ['127.0.0.1']] };
    expect(await failure({ url: 'http://rebind.example/' })).toMatchObject({ code: 'address_not_allowed' });
    expect(site.seen).toEqual([]);
  });

  it('by a host name that resolves differently while the page runs', async () => {
    answers = { 'rebind.example': [['93.184.215.14'], ['93.184.215.14'], ['127.0.0.1']] };
    pages = {
      '/': `<script>fetch('/secret', { cache: 'no-store' }).then((r) => r.text(), () => 'blocked')
        .then((text) => { document.body.append(text); window.ready = true })</script>`,
      '/secret': 'SECRET',
    };
    const text = await textOf({ url: 'http://rebind.example/', waitForExpression: 'window.ready' });
    expect(text).not.toContain('SECRET');
    expect(site.seen.filter((each) => each.startsWith('GET'))).toEqual(['GET /']);
  });

  it('by a redirect', async () => {
    const to =
      (location: string): RequestListener =>
      (_, response) =>
        response.writeHead(302, { location }).end();
    pages = {
      '/a': to(`http://127.0.0.1:${canary.port}/`),
      '/b': to(`http://localhost:${canary.port}/`),
      '/c': to('file:///etc/passwd'),
      '/d': to('http://169.254.169.254/'),
    };
    for (const path of ['/a', '/b', '/c', '/d'])
      expect(await failure({ url: `${base}${path}` }), path).toMatchObject({ code: 'address_not_allowed' });
    expect(canary.seen).toEqual([]);
  });

  it.each([
    '<img src="http://HOST/a.png"><iframe src="http://HOST/"></iframe><link rel="stylesheet" href="http://HOST/a.css">',
    '<script src="http://HOST/a.js"></script><script>fetch("http://HOST/", { mode: "no-cors" }).catch(() => {})</script>',
    '<script>new WebSocket("ws://HOST/"); new EventSource("http://HOST/"); navigator.sendBeacon("http://HOST/")</script>',
    '<link rel="preconnect" href="http://HOST"><link rel="prefetch" href="http://HOST/a"><link rel="dns-prefetch" href="http://HOST">',
    "<script>new Worker(URL.createObjectURL(new Blob([\"fetch('http://HOST/', { mode: 'no-cors' }).catch(() => {})\"])))</script>",
    '<script>const p = new RTCPeerConnection({ iceServers: [{ urls: ["turn:HOST?transport=tcp"], username: "u", credential: "c" }] }); p.createDataChannel("d"); p.createOffer().then((o) => p.setLocalDescription(o))</script>',
    '<img src="/away"><iframe src="/away"></iframe><script>fetch("/away").catch(() => {})</script>',
    '<form action="http://HOST/" method="post"></form><script>document.forms[0].submit()</script>',
    '<meta http-equiv="refresh" content="0; url=http://HOST/">',
    '<script>window.open("http://HOST/"); setTimeout(() => { location = "http://HOST/" }, 50)</script>',
    '<iframe src="file:///etc/passwd"></iframe><script>fetch("file:///etc/passwd").catch(() => {})</script>',
  ])('by %s', async (content) => {
    const host = `127.0.0.1:${canary.port}`;
    pages = {
      '/': `<p>Still here</p>${content.replaceAll('HOST', host)}${content.replaceAll('HOST', `localhost:${canary.port}`)}`,
      '/away': (_, response) => response.writeHead(302, { location: `http://${host}/` }).end(),
    };
    // The page may be printed or fail; only the connections matter.
    const outcome = await run({ url: `${base}/`, waitDelay: '400ms' }).then(
      ({ files }) => readPdf(files[0]?.bytes ?? new Uint8Array()),
      (error) => error,
    );
    expect(canary.seen).toEqual([]);
    expect(JSON.stringify(outcome)).not.toMatch(/CANARY|root:/);
  });
});

describe('the page of a URL sends no datagram', () => {
  it('to a STUN or TURN server', async () => {
    const heard: string[] = [];
    const udp = createSocket('udp4').on('message', () => heard.push('udp'));
    udp.bind(0, '127.0.0.1');
    await once(udp, 'listening');
    const at = `127.0.0.1:${udp.address().port}`;
    pages = {
      '/': `<script>const peer = new RTCPeerConnection({ iceServers: [{ urls: ["stun:${at}", "turn:${at}?transport=udp"], username: "u", credential: "c" }] });
        peer.createDataChannel("d"); peer.onicegatheringstatechange = () => { window.ready = peer.iceGatheringState === "complete" };
        peer.createOffer().then((offer) => peer.setLocalDescription(offer))</script>Still here`,
    };
    try {
      expect(await textOf({ url: `${base}/`, waitForExpression: 'window.ready' })).toContain('Still here');
      expect(heard).toEqual([]);
    } finally {
      udp.close();
    }
  });
});

describe('the page of a URL has no service worker', () => {
  it('that sends requests for it', async () => {
    pages = {
      '/': `<script>navigator.serviceWorker?.register('/sw.js').then(() => navigator.serviceWorker.ready).finally(() => { window.ready = true }); setTimeout(() => { window.ready = true }, 1000)</script>Still here`,
      '/sw.js': (_, response) =>
        response
          .setHeader('content-type', 'text/javascript')
          .end(
            `fetch('http://127.0.0.1:${canary.port}/', { mode: 'no-cors' }).catch(() => {}); self.onfetch = () => {}`,
          ),
    };
    expect(await textOf({ url: `${base}/`, waitForExpression: 'window.ready' })).toContain('Still here');
    expect(canary.seen).toEqual([]);
  });
});

describe('the allow-list', () => {
  it('lets uploads reach the addresses that it names, also by WebSocket, and no others', async () => {
    pages = {
      '/open.js': 'document.write("from the site")',
      '/no.js': 'document.write("never")',
    };
    const html = `<script src="${base}/open.js"></script><script src="http://127.0.0.1:${canary.port}/no.js"></script>
      <script>new WebSocket("ws://127.0.0.1:${site.port}/socket"); new WebSocket("ws://127.0.0.1:${canary.port}/")</script>`;
    const { files } = await run({ waitDelay: '300ms' }, [{ name: 'a.html', bytes: Buffer.from(html) }]);
    expect((await readPdf(files[0]?.bytes ?? new Uint8Array())).text.trim()).toBe('from the site');
    expect(site.seen).toEqual(expect.arrayContaining(['GET /open.js']));
    expect(site.seen.filter((each) => each === 'connection').length).toBeGreaterThanOrEqual(2);
    expect(canary.seen).toEqual([]);
  });

  it('does not let uploads navigate to its addresses', async () => {
    pages = { '/': 'elsewhere' };
    const html = `<p>stays</p><script>location = "${base}/"</script>`;
    const { files } = await run({ waitDelay: '200ms' }, [{ name: 'a.html', bytes: Buffer.from(html) }]);
    expect((await readPdf(files[0]?.bytes ?? new Uint8Array())).text).toBe('stays');
    expect(site.seen).toEqual([]);
  });
});

describe('cookies and storage of one URL', () => {
  it('are not visible to the next', async () => {
    pages = {
      '/': `<script>const before = document.cookie + localStorage.a; document.cookie = 'a=1'; localStorage.a = '1';
        document.write(before + ' ' + document.cookie)</script>`,
    };
    for (let turn = 0; turn < 2; turn++) expect(await textOf({ url: `${base}/` })).toBe('undefined a=1');
  });
});
