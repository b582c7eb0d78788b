/**
 * Entry point of an engine's child process, and of its only worker thread. LibreOffice runs in the thread, so that its own
 * threads never wait for an event loop that handles messages. The process compiles LibreOffice while the thread starts,
 * and then only forwards messages.
 */
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { ChildReply, ChildRequest } from '../engines/childMessages.ts';
import { ignoreInterrupts } from '../engines/ignoreInterrupts.ts';
import { type CompiledProgram, compileLibreOffice } from './libreofficeProgram.ts';

if (isMainThread) {
  const thread = new Worker(fileURLToPath(import.meta.url), { workerData: process.argv[2] });
  // `process.exit` would wait for LibreOffice's threads, which may be deadlocked.
  const end = () => process.kill(process.pid, 'SIGKILL');
  thread.on('message', (reply: ChildReply) => process.send?.(reply));
  // The reason is sent before the process ends.
  const fail = (error: unknown) => {
    const reply: ChildReply = { type: 'unready', message: String(error) };
    process.send?.(reply, undefined, undefined, end);
  };
  thread.on('error', fail);
  thread.on('exit', end);
  ignoreInterrupts();
  process.on('message', (request: ChildRequest) => thread.postMessage(request));
  process.on('disconnect', end);
  compileLibreOffice().then((program) => thread.postMessage(program), fail);
} else {
  // The first message is the program: requests follow only after the thread has replied `ready`.
  const program = new Promise<CompiledProgram>((resolve) => parentPort?.once('message', resolve));
  const { runLibreOffice } = await import('./libreofficeThread.ts');
  await runLibreOffice(
    (reply) => parentPort?.postMessage(reply),
    parentPort,
    JSON.parse(workerData),
    program,
  );
}
