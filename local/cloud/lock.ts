import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long the processes of a killed run may take to go, in milliseconds. */
const patience = 5000;

/**
 * Makes this process the only one that writes to a folder, until it ends however it ends: two would spoil each
 * other's journals. The lock is a socket, for the system takes that away from the dead.
 * @throws Error if another process has it and does not go
 */
export async function lockDirectory(directory: string): Promise<void> {
  const address = addressOf(realpathSync(directory));
  const deadline = Date.now() + patience;
  while (!(await tryListen(address))) {
    if (Date.now() > deadline) throw new Error(`Another local cloud is running in ${directory}.`);
    // Only a socket that has a file can outlive its process.
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
