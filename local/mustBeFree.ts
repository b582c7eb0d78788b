import { once } from 'node:events';
import { createServer } from 'node:net';
import { z } from 'zod';

const hostStatus = z.object({ processId: z.number(), directory: z.string() });

/** @throws Error with one sentence if something listens on the port: which Conveyor it is, or that it is another program. */
export async function mustBeFree(port: number): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    const instead = `PORT=${port + 1} npm start`;
    const running = await runningAt(port);
    throw new Error(
      running
        ? `Conveyor is already running at http://localhost:${port} (process ${running.processId}, started in ${running.directory}). Use it, stop it, or start another one on another port: ${instead}`
        : `Port ${port} is taken. Choose another one: ${instead}`,
    );
  }
  server.close();
  await once(server, 'close');
}

/** What the local host at a port says of itself; undefined if another program listens there. */
async function runningAt(port: number): Promise<z.output<typeof hostStatus> | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/admin/host/status`, {
      redirect: 'error',
      signal: AbortSignal.timeout(2000),
    });
    return hostStatus.parse(await response.json());
  } catch {
    // It speaks another protocol, or no HTTP at all.
    return undefined;
  }
}
