import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('coldEngine.ts', import.meta.url));

/** The baseline without an app: a process that starts one engine and converts one letter. @throws Error if it fails */
export async function runColdEngine(): Promise<void> {
  const [code] = await once(fork(program), 'exit');
  // A failure would be a fast baseline.
  if (code !== 0) throw new Error(`The process of one engine ended with ${code}.`);
}
