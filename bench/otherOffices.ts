import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NamedFile } from '../shared/conversion/files.ts';
import { rate, send } from './load.ts';

/** The speed of another converter with the same document on the same machine. */
export interface OtherOffice {
  perSecond: number;
}

const has = (command: string) => spawnSync(command, ['--version']).status === 0;

/** `soffice --convert-to`: one process per document, several at a time, each with its own profile. Undefined if not installed. */
export async function soffice(file: NamedFile, parallel: number): Promise<OtherOffice | undefined> {
  if (!has('soffice')) return undefined;
  return inFolder(file, async (folder, input) => {
    let started = 0;
    const convert = async () => {
      const own = join(folder, String(started++ % parallel));
      const options = ['--headless', '--convert-to', 'pdf', '--outdir', own, input];
      const office = spawn('soffice', [`-env:UserInstallation=file://${own}/profile`, ...options], {
        stdio: 'ignore',
      });
      const [code] = await once(office, 'exit');
      if (code !== 0) throw new Error(`soffice exited with ${code}.`);
    };
    // The first run of each profile creates it.
    for (let profile = 0; profile < parallel; profile++) await convert();
    return { perSecond: await rate(10, parallel, convert) };
  });
}

/** unoserver: warm servers, called over XML-RPC. Undefined if not installed. */
export async function unoserver(file: NamedFile, servers: number): Promise<OtherOffice | undefined> {
  if (!has('unoserver')) return undefined;
  return inFolder(file, async (folder, input) => {
    const running = await Promise.all(
      Array.from({ length: servers }, async () => {
        const [port, unoPort] = [await freePort(), await freePort()];
        const options = [
          '--interface',
          '127.0.0.1',
          '--port',
          `${port}`,
          '--uno-interface',
          '127.0.0.1',
          '--uno-port',
          `${unoPort}`,
        ];
        return { port, server: spawn('unoserver', options, { stdio: 'ignore', detached: true }) };
      }),
    );
    try {
      let calls = 0;
      const convert = async () => {
        const which = calls++ % servers;
        await call(running[which]?.port ?? 0, input, join(folder, `${which}.pdf`));
      };
      for (let server = 0; server < servers; server++) await untilReady(convert);
      await rate(20, servers, convert);
      return { perSecond: await rate(100, servers, convert) };
    } finally {
      for (const { server } of running) if (server.pid) process.kill(-server.pid, 'SIGKILL');
    }
  });
}

async function call(port: number, input: string, output: string): Promise<void> {
  const text = (value: string) => `<param><value><string>${value}</string></value></param>`;
  const nil = '<param><value><nil/></value></param>';
  const body = `<?xml version="1.0"?><methodCall><methodName>convert</methodName><params>${text(input)}${nil}${text(output)}${text('pdf')}</params></methodCall>`;
  const response = await send(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body,
  });
  if (response.status !== 200 || response.body.includes('<fault>'))
    throw new Error(`unoserver: ${response.body}`);
}

async function untilReady(work: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries > 120) throw error;
      await sleep(250);
    }
  }
}

async function inFolder<T>(file: NamedFile, work: (folder: string, input: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-bench-'));
  try {
    const input = join(folder, file.name);
    await writeFile(input, file.bytes);
    return await work(folder, input);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
