import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Browser } from 'puppeteer-core';
import { BrowserPipe } from './browserPipe.ts';
import type { BrowserSettings } from './browserSettings.ts';

/** How much is kept in characters of what a browser says that does not start. */
const mostSaid = 4096;

/** A browser that takes commands, and the pipe by which it does. */
export interface LaunchedBrowser {
  browser: Browser;
  pipe: BrowserPipe;
}

/**
 * Starts a browser in the group of this process: who ends the group ends both.
 * @param gone is called when it ends, once it has started
 * @throws Error that holds what the browser said, when it ends at once
 */
export async function launchBrowser(
  { executable, arguments: given, environment }: BrowserSettings,
  gone: () => void,
): Promise<LaunchedBrowser> {
  const child = spawn(executable, given, {
    env: environment,
    // Pipes instead of a port: no page can reach them. It reads commands from the fourth and answers by the fifth.
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const pipe = new BrowserPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const ended = untilItEnds(child);
  // The build for a page's own use brings neither a launcher nor what unpacks browsers: it is half as large.
  const { connect } = await import('puppeteer-core/lib/puppeteer/puppeteer-core-browser.js');
  // The documents' time limits are the pool's. What ends tells more by what it said than by how the pipe ended.
  const connected = connect({ transport: pipe, protocolTimeout: 0 }).catch(() => {
    child.kill('SIGKILL');
    return ended;
  });
  // A class with private members is one type in each of the package's two declarations.
  const browser = (await Promise.race([connected, ended])) as unknown as Browser;
  const end = () => {
    // The worker logs the last line of an engine that ends.
    process.stderr.write(`The browser ended with ${child.signalCode ?? `exit code ${child.exitCode}`}.\n`);
    gone();
  };
  child.once('exit', end);
  // A browser that closes its pipe takes no more commands.
  browser.once('disconnected', () => child.kill('SIGKILL'));
  if (child.exitCode !== null || child.signalCode !== null) end();
  else if (!browser.connected) child.kill('SIGKILL');
  // It may say what it likes, and a full pipe would hold it up.
  child.stderr?.removeAllListeners('data').resume();
  return { browser, pipe };
}

/** Rejects when a browser ends, or can't be started, with what it said. */
function untilItEnds(child: ChildProcess): Promise<never> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-mostSaid);
  });
  const ended = new Promise<never>((_, reject) => {
    child.on('error', reject);
    child.once('close', (code, signal) =>
      reject(new Error(`The browser ended with ${signal ?? code}: ${said}`)),
    );
  });
  // After the start nobody waits for it.
  ended.catch(() => undefined);
  return ended;
}
