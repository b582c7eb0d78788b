/**
 * Entry of an engine's child process, and of the one thread that it starts: LibreOffice runs in the thread, so that its
 * own threads never wait for an event loop that is busy with messages. The process compiles LibreOffice while its thread
 * starts, and then only passes messages on.
 */
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { ChildReply, ChildRequest } from '../engines/childMessages.ts';
import { type CompiledProgram, compileLibreOffice } from './libreofficeProgram.ts';

if (isMainThread) {
  const thread = new Worker(fileURLToPath(import.meta.url), { workerData: process.argv[2] });
  // `process.exit` would wait for threads, and LibreOffice's may wait for each other.
  const end = () => process.kill(process.pid, 'SIGKILL');
  thread.on('message', (reply: ChildReply) => process.send?.(reply));
  // What it dies of is told first.
  const fail = (error: unknown) => {
    const reply: ChildReply = { type: 'unready', message: String(error) };
    process.send?.(reply, undefined, undefined, end);
  };
  thread.on('error', fail);
  thread.on('exit', end);
  process.on('message', (request: ChildRequest) => thread.postMessage(request));
  process.on('disconnect', end);
  compileLibreOffice().then((program) => thread.postMessage(program), fail);
} else {
  // No request comes before the thread says that it is ready.
  const program = new Promise<CompiledProgram>((resolve) => parentPort?.once('message', resolve));
  const { runLibreOffice } = await import('./libreofficeThread.ts');
  await runLibreOffice(
    (reply) => parentPort?.postMessage(reply),
    parentPort,
    JSON.parse(workerData),
    program,
  );
}
