import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Converter, createConverter } from '../../../shared/conversion/converter.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { AllowList } from '../../../shared/outbound/allowList.ts';
import { BrowserProxy } from '../../../shared/outbound/browserProxy.ts';
import { argumentsOf, isAlive, processTree } from '../../harness/processes.ts';
import { type Listener, listen } from '../../outbound/listener.ts';
import { readPdf } from '../readPdf.ts';
import { never, until } from '../sample.ts';

/** Time limit in s of a page: longer than any page here takes that is not blocked. */
const limit = 15;
const capacity = 3;

let site: Listener;
let base = '';
/** Pages of the site by path. */
let pages: Record<string, string> = {};
/** Requests for `/meet`, which wait for each other. */
let waiting: ServerResponse[] = [];
let converter: Converter;

beforeAll(async () => {
  site = await listen((request, response) => {
    const path = new URL(request.url ?? '', 'http://a').pathname;
    if (path === '/meet') return void waiting.push(response);
    response.writeHead(200, { 'content-type': 'text/html' }).end(pages[path] ?? '');
  });
  base = `http://127.0.0.1:${site.port}`;
  converter = createConverter({
    engines: 0,
    toolboxes: 1,
    pages: capacity,
    secondsPerConversion: limit,
    browserProxy: proxyTo(`127.0.0.1:${site.port}`),
    log: () => undefined,
  });
  await converter.warm();
});
afterEach(() => {
  pages = {};
  waiting = [];
});
afterAll(async () => {
  await converter.close();
  await site.close();
});

/** Pages of URLs reach one address, uploads none. */
function proxyTo(address: string) {
  const pages = { reach: 'public', allow: AllowList.parse(address) } as const;
  return new BrowserProxy({ documents: { reach: 'nothing', allow: AllowList.empty }, pages });
}

const meet = (count: number) => until(() => waiting.length === count);
const goOn = () => {
  for (const response of waiting.splice(0)) response.end();
};
const browser = (by = converter) =>
  by.engines().filter(({ kind, state }) => kind === 'chromium' && state !== 'condemned');
function pidOf(by = converter): number {
  const pid = browser(by)[0]?.pid;
  if (pid === undefined) throw new Error('No browser is warm.');
  return pid;
}
const renderers = (pid: number) =>
  processTree(pid).filter((each) => /--type=renderer/.test(argumentsOf(each).join(' ')));

async function print(step: object, html?: string, { by = converter, signal = never } = {}) {
  const steps = stepsSchema.parse([{ type: 'convert', to: 'pdf', ...step }]);
  const files = html === undefined ? [] : [{ name: 'page.html', bytes: Buffer.from(html) }];
  return (await by.convert({ files, steps, signal })).files[0]?.bytes ?? new Uint8Array();
}
const upload = (html: string, options = {}) => print({}, html, options);
const textOf = async (printed: Promise<Uint8Array>) => (await readPdf(await printed)).text;
const codeOf = (printed: Promise<unknown>) =>
  printed.then(
    () => 'no error',
    ({ code }) => code,
  );

const endless = '<p>On</p><script>for (;;) {}</script>';

describe('pages of one browser', () => {
  it('load at once, each with its own cookies and storage, and visible', async () => {
    pages['/'] = `<body><script type="module">
      const before = [document.cookie, localStorage.length];
      document.cookie = 'of=' + location.search.slice(1);
      localStorage.of = location.search.slice(1);
      await fetch('/meet');
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 10)));
      document.body.append([...before, document.cookie, localStorage.of, document.visibilityState].join(' '));
    </script>`;
    const ready = { waitForExpression: 'document.body.innerText' };
    const printed = ['a', 'b', 'c'].map((name) => textOf(print({ url: `${base}/?${name}`, ...ready })));
    await meet(capacity);
    expect(browser()).toMatchObject([{ state: 'busy', tasks: capacity }]);
    goOn();
    expect(await Promise.all(printed)).toEqual(
      ['a', 'b', 'c'].map((name) => ` 0 of=${name} ${name} visible`.trim()),
    );
  });

  it('reach only what their own policy allows', async () => {
    pages['/'] = `<body><script type="module">document.body.append((await fetch('/meet')).status)</script>`;
    const remote = textOf(print({ url: `${base}/`, waitForExpression: 'document.body.innerText' }));
    await meet(1);
    const attempt = `<body><script type="module">
      document.body.append(await fetch('${base}/meet', { mode: 'no-cors' }).then(() => 'reached', () => 'refused'));
    </script>`;
    const uploaded = print({ waitForExpression: 'document.body.innerText' }, attempt);
    expect(await textOf(uploaded)).toBe('refused');
    expect(waiting).toHaveLength(1);
    goOn();
    expect(await remote).toBe('200');
  });
});

describe('a page that blocks its renderer', () => {
  it('ends with its renderer at its time limit, while the others are printed and the browser goes on', async () => {
    const pid = pidOf();
    const blocked = [upload(endless), upload(endless)].map(codeOf);
    await until(() => browser()[0]?.tasks === 2);
    for (let i = 0; i < 3; i++) expect(await textOf(upload('<p>meanwhile'))).toBe('meanwhile');
    expect(browser()[0]?.tasks).toBe(2);
    expect(await Promise.all(blocked)).toEqual(['timed_out', 'timed_out']);
    await until(() => renderers(pid).length <= 1 && browser()[0]?.state === 'warm');
    expect(pidOf()).toBe(pid);
  });

  it('ends at once when its job is aborted', async () => {
    const pid = pidOf();
    const before = renderers(pid);
    const abort = new AbortController();
    const job = upload(endless, { signal: abort.signal });
    const rejected = expect(job).rejects.toThrow('The caller has cancelled.');
    await until(() => browser()[0]?.tasks === 1 && renderers(pid).length > before.length);
    const [renderer] = renderers(pid).filter((each) => !before.includes(each));
    abort.abort(new Error('The caller has cancelled.'));
    await rejected;
    await until(() => !isAlive(renderer ?? 0) && browser()[0]?.state === 'warm');
    expect(await textOf(upload('<p>next'))).toBe('next');
    expect(pidOf()).toBe(pid);
  });

  it('with dialogs without end is refused', async () => {
    const pid = pidOf();
    pages['/'] = '<script>for (;;) alert("again")</script>';
    const refused = print({ url: `${base}/` });
    await expect(refused).rejects.toMatchObject({
      code: 'timed_out',
      detail: 'The page opens dialogs without end.',
    });
    await until(() => browser()[0]?.state === 'warm');
    expect(pidOf()).toBe(pid);
  });
});

describe('a page whose renderer crashes', () => {
  it('fails after its attempts, and the other pages and the browser are not affected', async () => {
    const pid = pidOf();
    pages['/'] = '<script type="module">await fetch("/meet"); document.write("survived")</script>';
    const other = textOf(print({ url: `${base}/`, waitForExpression: 'document.body.innerText' }));
    await meet(1);
    const others = renderers(pid);
    const job = codeOf(print({ url: `${base}/`, waitForExpression: 'document.body.innerText' }));
    const killed = new Set(others);
    for (let attempt = 2; attempt <= 4; attempt++) {
      await meet(attempt);
      const crashing = renderers(pid).filter((each) => !killed.has(each));
      expect(crashing).toHaveLength(1);
      for (const renderer of crashing) {
        killed.add(renderer);
        process.kill(renderer, 'SIGKILL');
      }
    }
    expect(await job).toBe('cannot_be_processed');
    goOn();
    expect(await other).toBe('survived');
  });
});

describe('a browser that ends', () => {
  it('loses its pages, which another browser prints', async () => {
    // After three crashes of pages, the browser itself is replaced.
    await until(
      () =>
        browser()
          .map(({ state }) => state)
          .join() === 'warm',
    );
    const pid = pidOf();
    pages['/'] = '<script type="module">await fetch("/meet"); document.write("printed")</script>';
    const ready = { waitForExpression: 'document.body.innerText' };
    const printed = [1, 2].map(() => textOf(print({ url: `${base}/`, ...ready })));
    await meet(2);
    waiting = [];
    process.kill(pid, 'SIGKILL');
    await meet(2);
    goOn();
    expect(await Promise.all(printed)).toEqual(['printed', 'printed']);
  });
});

describe('the memory limit of a browser', () => {
  it('ends the page that uses most memory, and no other', async () => {
    const small = createConverter({
      engines: 0,
      toolboxes: 1,
      pages: capacity,
      secondsPerConversion: limit,
      maximumResidentBytes: 700 * 1024 ** 2,
      browserProxy: proxyTo(`127.0.0.1:${site.port}`),
      log: () => undefined,
    });
    try {
      await small.warm();
      const pid = pidOf(small);
      pages['/'] = '<script type="module">await fetch("/meet"); document.write("modest")</script>';
      const ready = { waitForExpression: 'document.body.innerText' };
      const modest = textOf(print({ url: `${base}/`, ...ready }, undefined, { by: small }));
      await meet(1);
      const hog = '<script>const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1))</script>';
      expect(await codeOf(upload(hog, { by: small }))).toBe('too_large_inside');
      goOn();
      expect(await modest).toBe('modest');
      expect(pidOf(small)).toBe(pid);
    } finally {
      await small.close();
    }
  });
});
