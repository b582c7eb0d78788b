import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Time for the processes of a killed run to exit, in milliseconds. */
const lockTimeout = 5000;

/**
 * Locks a folder for this process until it exits: two writers would corrupt the journals. The lock is a listening socket, which
 * the operating system closes when the process exits or is killed.
 * @throws Error if another process holds the lock and does not release it in time
 */
export async function lockDirectory(directory: string): Promise<void> {
  const address = addressOf(realpathSync(directory));
  const deadline = Date.now() + lockTimeout;
  while (!(await tryListen(address))) {
    if (Date.now() > deadline) throw new Error(`Another local cloud is running in ${directory}.`);
    // A socket with a file path leaves the file behind when its process is killed.
    if (!address.startsWith('\0') && !(await isAnswered(address))) rmSync(address, { force: true });
    await sleep(25);
  }
}

function addressOf(directory: string): string {
  const name = `conveyor-${createHash('sha256').update(directory).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.lock`);
}

function tryListen(address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
      .once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      )
      .listen(address, () => resolve(true));
    server.unref();
  });
}

async function isAnswered(address: string): Promise<boolean> {
  const socket = connect(address);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
