/**
 * Entry of an engine's child process, and of the one thread that it starts: LibreOffice runs in the thread, so that its
 * own threads never wait for an event loop that is busy with messages. The process only passes messages on.
 */
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { LibreOfficeReply, LibreOfficeRequest } from './libreofficeMessages.ts';

if (isMainThread) {
  const thread = new Worker(fileURLToPath(import.meta.url));
  thread.on('message', (reply: LibreOfficeReply) => process.send?.(reply));
  thread.on('error', (error) => {
    process.stderr.write(`${error.stack ?? error}\n`, () => process.exit(1));
  });
  thread.on('exit', () => process.exit(1));
  process.on('message', (request: LibreOfficeRequest) => thread.postMessage(request));
  process.on('disconnect', () => process.exit(0));
} else {
  const { runLibreOffice } = await import('./libreofficeThread.ts');
  await runLibreOffice((reply) => parentPort?.postMessage(reply), parentPort);
}
