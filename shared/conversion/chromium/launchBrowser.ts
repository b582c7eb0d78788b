import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Browser } from 'puppeteer-core';
import { BrowserPipe } from './browserPipe.ts';
import type { BrowserSettings } from './browserSettings.ts';

/** Characters of a browser's stderr that are kept for the error when it does not start. */
const maximumOutput = 4096;

/** A browser that accepts commands, and the pipe that carries them. */
export interface LaunchedBrowser {
  browser: Browser;
  pipe: BrowserPipe;
}

/**
 * Starts a browser in this process's group, so that killing the group ends both.
 * @param onExit is called when the browser ends after it has started
 * @throws Error with the browser's stderr, when it ends during its start
 */
export async function launchBrowser(
  {
    executable,
    arguments: commandLine,
    environment,
  }: Pick<BrowserSettings, 'executable' | 'arguments' | 'environment'>,
  onExit: () => void,
): Promise<LaunchedBrowser> {
  const child = spawn(executable, commandLine, {
    env: environment,
    // Pipes instead of a port, which a page could reach. Chromium reads commands from fd 3 and writes replies to fd 4.
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const pipe = new BrowserPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const exited = rejectOnExit(child);
  // This build has no launcher and no browser download: it is half the size.
  const { connect } = await import('puppeteer-core/lib/puppeteer/puppeteer-core-browser.js');
  // The pool sets the time limits. When the browser ends, its stderr says more than the broken pipe.
  const connected = connect({ transport: pipe, protocolTimeout: 0 }).catch(() => {
    child.kill('SIGKILL');
    return exited;
  });
  // The package declares Browser twice; private members make the two types incompatible.
  const browser = (await Promise.race([connected, exited])) as unknown as Browser;
  const end = () => {
    // The worker logs the last line of an engine that ends.
    process.stderr.write(`The browser ended with ${child.signalCode ?? `exit code ${child.exitCode}`}.\n`);
    onExit();
  };
  child.once('exit', end);
  // A browser that closes its pipe accepts no more commands.
  browser.once('disconnected', () => child.kill('SIGKILL'));
  if (child.exitCode !== null || child.signalCode !== null) end();
  else if (!browser.connected) child.kill('SIGKILL');
  // Its output is discarded from here on: a full pipe would block the browser.
  child.stderr?.removeAllListeners('data').resume();
  return { browser, pipe };
}

/** Rejects with the browser's stderr when it ends or cannot be started. */
function rejectOnExit(child: ChildProcess): Promise<never> {
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    output = `${output}${chunk}`.slice(-maximumOutput);
  });
  const exited = new Promise<never>((_, reject) => {
    child.on('error', reject);
    child.once('close', (code, signal) =>
      reject(new Error(`The browser ended with ${signal ?? code}: ${output}`)),
    );
  });
  // Nothing awaits it after the start; a rejection must not be reported as unhandled.
  exited.catch(() => undefined);
  return exited;
}
