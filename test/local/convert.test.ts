import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readCommand, UsageError } from '../../local/convert/commandLine.ts';
import { tasksOf } from '../../local/convert/tasks.ts';
import { openOf } from '../corpus/build/open.ts';
import { openObjects } from '../corpus/features/openObjects.ts';
import { type App, startApp, withoutLibreOffice } from '../harness/app.ts';

// Runs `npm run convert` in a child process.

const root = fileURLToPath(new URL('../..', import.meta.url));
let app: App;
let folder: string;

beforeAll(async () => {
  app = await startApp();
  return () => app.host.stop();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conveyor-convert-test-'));
  await mkdir(join(folder, 'docs', 'sub'), { recursive: true });
  const copyExample = (name: string, to: string) => cp(join(root, 'examples', name), join(folder, to));
  await copyExample('letter.docx', 'docs/letter.docx');
  await copyExample('notes.md', 'docs/sub/notes.md');
  await copyExample('invoice.docx', 'invoice.docx');
  await copyExample('invoice.json', 'invoice.json');
  return () => rm(folder, { recursive: true, force: true });
});

interface Options {
  port?: number | string;
  data?: string;
}

function start(args: string[], { port = new URL(app.url).port, data = 'data' }: Options = {}) {
  return spawn(process.execPath, ['local/run.mjs', 'local/convert.ts', ...args], {
    cwd: root,
    env: {
      ...process.env,
      INIT_CWD: folder,
      PORT: String(port),
      CONVEYOR_DATA: join(folder, data),
      CONVEYOR_ROLE: 'all',
      // For the app of --start.
      ...withoutLibreOffice,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function convert(args: string[], options?: Options) {
  const child = start(args, options);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number, out: out.trim().split('\n').sort(), err: err.trim() };
}

const filesMatching = (pattern = '**/*') => globSync(pattern, { cwd: folder }).sort();
const isPdf = async (path: string) =>
  (await readFile(join(folder, path))).toString('latin1', 0, 5) === '%PDF-';
const storedClient = async () =>
  JSON.parse(await readFile(join(folder, 'data', 'client.json'), 'utf8')) as { token: string };
const seconds = String.raw`\d+\.\d s\)`;

describe('with a running app', () => {
  test('converts a file, and stores the token in a file with mode 0600', async () => {
    const first = await convert(['docs/letter.docx', 'out.pdf']);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toEqual([expect.stringMatching(`^docs/letter.docx → out.pdf \\(1 page, ${seconds}$`)]);
    expect(await isPdf('out.pdf')).toBe(true);
    expect((await stat(join(folder, 'data', 'client.json'))).mode & 0o777).toBe(0o600);
    const { token } = await storedClient();
    expect(await convert(['docs/letter.docx'])).toMatchObject({ code: 0 });
    expect(await storedClient()).toEqual({ url: app.url.replace('127.0.0.1', 'localhost'), token });
    expect(await isPdf('docs/letter.pdf')).toBe(true);
  });

  test('replaces a token that the app rejects', async () => {
    await mkdir(join(folder, 'data'));
    const url = `http://localhost:${new URL(app.url).port}`;
    await writeFile(join(folder, 'data', 'client.json'), JSON.stringify({ url, token: 'expired.token' }));
    expect(await convert(['docs/letter.docx', 'out.pdf'])).toMatchObject({ code: 0, err: '' });
    expect((await storedClient()).token).not.toBe('expired.token');
  });

  test('converts a folder with its subfolders, continues after a failed file, and skips unsupported files', async () => {
    await writeFile(join(folder, 'docs', 'bad.docx'), 'no Word document');
    await writeFile(join(folder, 'docs', 'movie.mp4'), 'x');
    await writeFile(join(folder, 'docs', '.hidden.docx'), 'x');
    const { code, out, err } = await convert(['docs/', 'out']);
    expect(code).toBe(1);
    expect(err).toBe(
      'docs/bad.docx: The content of the file does not match the type in its name. (type_mismatch)',
    );
    expect(out.at(0)).toMatch(/^2 converted, 1 failed, 1 skipped in \d+\.\d s\.$/);
    expect(filesMatching('out/**/*.*')).toEqual(['out/letter.pdf', 'out/sub/notes.pdf']);
    expect(filesMatching('out/**/.*')).toEqual([]);
  });

  test('converts the files that match a pattern, and keeps the extension of inputs with the same output name', async () => {
    await writeFile(join(folder, 'docs', 'letter.txt'), 'a line');
    const { code } = await convert(['docs/**/letter.*', 'out/', '--jobs', '2']);
    expect(code).toBe(0);
    expect(filesMatching('out/**/*.*')).toEqual(['out/letter.docx.pdf', 'out/letter.txt.pdf']);
  });

  test('writes inputs of the same name from several folders to distinct files', async () => {
    await writeFile(join(folder, 'docs', 'sub', 'letter.txt'), 'one');
    await writeFile(join(folder, 'letter.txt'), 'two');
    const files = ['docs/letter.docx', 'docs/sub/letter.txt', 'letter.txt', './letter.txt'];
    expect(await convert([...files, 'out/', '--force'])).toMatchObject({ code: 0, err: '' });
    expect(filesMatching('out/*')).toEqual([
      'out/letter.docx.pdf',
      'out/letter.txt (2).pdf',
      'out/letter.txt.pdf',
    ]);
  });

  test('writes results to the input folder or a subfolder of it, and does not convert that subfolder', async () => {
    expect(await convert(['docs/letter.docx', 'docs/'])).toMatchObject({ code: 0 });
    await rm(join(folder, 'docs', 'letter.pdf'));
    for (let run = 1; run <= 2; run++)
      expect(await convert(['docs', 'docs/made', '--force'])).toMatchObject({ code: 0, err: '' });
    expect(filesMatching('docs/made/**/*.*')).toEqual(['docs/made/letter.pdf', 'docs/made/sub/notes.pdf']);
    expect(await convert(['docs/sub/', 'docs/sub'])).toMatchObject({ code: 0, err: '' });
    expect(filesMatching('docs/sub/*')).toEqual(['docs/sub/notes.md', 'docs/sub/notes.pdf']);
  });

  test('converts links to files, and does not follow links to folders', async () => {
    await symlink('../letter.docx', join(folder, 'docs', 'sub', 'linked.docx'));
    await symlink('..', join(folder, 'docs', 'sub', 'up'));
    await symlink('loop', join(folder, 'docs', 'sub', 'loop'));
    expect(await convert(['docs/sub', 'out/'])).toMatchObject({ code: 0, err: '' });
    expect(filesMatching('out/**/*.*')).toEqual(['out/linked.pdf', 'out/notes.pdf']);
  });

  test('accepts every character that a file name can contain', async () => {
    const names = ['we"ird\n\'na\\me.docx', '-dash.docx', 'a: b.docx', `${'x'.repeat(250)}.docx`];
    for (const name of names) await cp(join(folder, 'docs', 'letter.docx'), join(folder, 'odd', name));
    expect(await convert(['odd', 'out'])).toMatchObject({ code: 0, err: '' });
    expect(filesMatching('out/*')).toEqual(
      names.map((name) => `out/${name.replace('.docx', '.pdf')}`).sort(),
    );
    await cp(join(folder, 'invoice.json'), join(folder, 'my "data"\\.txt'));
    const data = ['--data', 'my "data"\\.txt'];
    expect(await convert(['invoice.docx', 'a.pdf', ...data])).toMatchObject({ code: 0, err: '' });
  });

  test('reports a result that cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const { code, err } = await convert(['docs/letter.docx', 'file/sub/out.pdf']);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'docs/letter.docx: file/sub/out.pdf cannot be written: not a directory.',
    });
  });

  test('retries while a gateway returns 503', async () => {
    const outage = { turn: 0, next: () => outage.turn++ % 2 === 0 };
    const gateway = createServer((request, response) => {
      if (request.url !== '/health' && outage.next()) {
        response.writeHead(503).end('unavailable');
        request.resume();
        return;
      }
      const { method = 'GET', headers } = request;
      const onward = send(`${app.url}${request.url}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    });
    await once(gateway.listen(0, 'localhost'), 'listening');
    try {
      const { port } = gateway.address() as AddressInfo;
      expect(await convert(['docs/letter.docx', 'out.pdf'], { port })).toMatchObject({ code: 0, err: '' });
      expect(await isPdf('out.pdf')).toBe(true);
      expect(outage.turn).toBeGreaterThanOrEqual(8);
    } finally {
      gateway.close();
      gateway.closeAllConnections();
    }
  });

  test('fills a template with data', async () => {
    expect(await convert(['invoice.docx', 'a.pdf', '--data', 'invoice.json'])).toMatchObject({ code: 0 });
    expect(await isPdf('a.pdf')).toBe(true);
    expect(await convert(['invoice.docx', 'a.docx', '--data', 'invoice.json'])).toMatchObject({ code: 0 });
    expect((await readFile(join(folder, 'a.docx'))).toString('latin1', 0, 2)).toBe('PK');
  });

  test('prints what a result does not hold', async () => {
    const form = await openOf('odt', (await openObjects.checkbox?.()) ?? {});
    await writeFile(join(folder, 'form.odt'), form);
    expect(await convert(['form.odt', 'form.pdf'])).toMatchObject({
      code: 0,
      err: 'form.odt: warning: A form control is not in the result. (object_not_drawn)',
    });
  });

  test('prints how to fill a template that is converted without data', async () => {
    await writeFile(join(folder, 'page.html'), '<p>{{ customer.name }}</p>');
    await writeFile(join(folder, 'styled.html'), '<style>p{color:red}</style><p>Text</p>');
    const hint = (name: string, tag: string) =>
      `${name} contains the template tag ${tag}. To fill it, add --data <file.json>.`;
    const word = await convert(['invoice.docx', 'a.pdf']);
    expect(word).toMatchObject({ code: 0, err: hint('invoice.docx', '{customer.name}') });
    const page = await convert(['page.html', 'b.pdf']);
    expect(page).toMatchObject({ code: 0, err: hint('page.html', '{{ customer.name }}') });
    expect(await convert(['styled.html', 'c.pdf'])).toMatchObject({ code: 0, err: '' });
  });

  test('numbers several results after the output name, and keeps their own names in an output folder', async () => {
    const steps = [
      { type: 'convert', to: 'pdf' },
      { type: 'split', splitMode: 'intervals', splitSpan: '1' },
    ];
    await writeFile(join(folder, 'steps.json'), JSON.stringify(steps));
    const long = '# One\n\n<div style="break-before:page"></div>\n\n# Two\n';
    await writeFile(join(folder, 'long.md'), long);
    expect(await convert(['long.md', 'one.pdf', '--steps', 'steps.json'])).toMatchObject({
      code: 0,
      err: '',
    });
    expect(filesMatching('one*')).toEqual(['one-1.pdf', 'one-2.pdf']);
    expect(await convert(['long.md', 'parts/', '--steps', 'steps.json'])).toMatchObject({ code: 0 });
    expect(filesMatching('parts/*')).toHaveLength(2);
  });

  test('overwrites a file only with --force', async () => {
    await writeFile(join(folder, 'out.pdf'), 'precious');
    const refused = await convert(['docs/letter.docx', 'out.pdf']);
    expect(refused).toMatchObject({
      code: 1,
      err: 'docs/letter.docx: out.pdf already exists. Use --force to overwrite it.',
    });
    expect(await readFile(join(folder, 'out.pdf'), 'utf8')).toBe('precious');
    expect(await convert(['docs/letter.docx', 'out.pdf', '--force'])).toMatchObject({ code: 0 });
    expect(await isPdf('out.pdf')).toBe(true);
  });
});

test('Ctrl-C cancels the running jobs and writes no files', async () => {
  // The role api has no workers: submitted jobs stay queued.
  const waiting = await startApp({ role: 'api' });
  try {
    const child = start(['docs/', 'out/'], { port: new URL(waiting.url).port });
    const jobs = async () => {
      const answer = await waiting.call('GET', '/v1/jobs', { token: (await storedClient()).token });
      return ((await answer.json()) as { jobs: { status: string }[] }).jobs.map(({ status }) => status);
    };
    await expect.poll(() => jobs().catch(() => [])).toEqual(['queued', 'queued']);
    child.kill('SIGINT');
    const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(code).toBe(130);
    expect(errors.trim().split('\n').sort()).toEqual([
      'docs/letter.docx: cancelled',
      'docs/sub/notes.md: cancelled',
    ]);
    expect(await jobs()).toEqual(['cancelled', 'cancelled']);
    expect(filesMatching('out/**/*')).toEqual([]);
  } finally {
    await waiting.host.stop();
  }
});

test('without an app, prints how to start one; with --start, starts one', async () => {
  // Port 1 (tcpmux) has no listener: the connection is refused.
  const { code, err } = await convert(['docs/letter.docx', 'out.pdf'], { port: 1 });
  expect({ code, err }).toEqual({
    code: 1,
    err: 'No app is running at http://localhost:1. Start one with `npm start`, or add --start.',
  });
  expect(await convert(['docs/sub/notes.md', 'out.pdf', '--start'], { port: 1 })).toMatchObject({
    code: 0,
    err: '',
  });
  expect(await isPdf('out.pdf')).toBe(true);
});

test.each([
  [[], 'Specify an input: a file, a folder or a pattern.'],
  [['nosuch.docx', 'a.pdf'], 'There is no file or folder “nosuch.docx”.'],
  [['docs/*.odt', 'out/'], 'No file matches “docs/*.odt”.'],
  [['docs', 'invoice.json'], '“invoice.json” is a file. Several inputs need an output folder.'],
  [
    ['docs/letter.docx', 'a.xyz'],
    '“a.xyz” has no known file extension, such as .pdf. End a folder name with /.',
  ],
  [['docs/letter.docx', 'a.pdf', '--to', 'png'], '--to specifies png, but the output name specifies pdf.'],
  [['docs/letter.docx', '--to', 'mp3'], 'The format “mp3” is not supported.'],
  [['docs/letter.docx', '--option', 'landscape'], '--option landscape must have the form name=value.'],
  [
    ['docs/letter.docx', '--option', 'nosuch=1'],
    'The command is invalid: step 1: Unrecognized key: "nosuch".',
  ],
  [['docs/letter.docx', '--jobs', '0'], '--jobs must be a number from 1 to 64.'],
  [
    ['docs/letter.docx', '--steps', 'invoice.json', '--to', 'pdf'],
    '--steps cannot be combined with --to, --option or --data.',
  ],
  [['docs/letter.docx', '--steps', 'no.json'], 'There is no file “no.json”.'],
  [['docs/letter.docx', 'a.pdf', '--data', 'no.json'], 'There is no file “no.json”.'],
  [
    ['docs/letter.docx', 'invoice.docx', 'a.pdf'],
    '“a.pdf” is a file name. Several inputs need an output folder.',
  ],
  [['docs', 'a.pdf'], '“a.pdf” is a file name. Several inputs need an output folder.'],
  [['-letter.docx', 'a.pdf'], "Unknown option '-l'. Write a file name that starts with “-” as ./-name."],
])('rejects the arguments %j', (args, sentence) => {
  const read = () => {
    const command = readCommand(args, folder);
    if (command) tasksOf(command);
  };
  expect(read).toThrow(new UsageError(sentence));
});

test('exits with code 2 after an invalid command', async () => {
  expect(await convert(['nosuch.docx', 'a.pdf'])).toMatchObject({
    code: 2,
    err: 'There is no file or folder “nosuch.docx”.\nFor usage, run: npm run convert -- --help',
  });
});

test('--help prints the usage', async () => {
  const child = start(['--help']);
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  expect(code).toBe(0);
  expect(out).toMatch(/^Usage: npm run convert -- /);
});
