import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { selectCrashPoints } from '../../harness/selectCrashPoints.ts';

/** The engines inherit this limit and stay below it. */
const limit = 300;

it('an engine that cannot start without file descriptors starts later, and the worker keeps running', async () => {
  // How many descriptors are left decides where a start fails.
  const left = selectCrashPoints([0, 3, 8, 16]).map(String);
  const program = fileURLToPath(new URL('outOfDescriptors.ts', import.meta.url));
  const child = spawn(
    'sh',
    ['-c', `ulimit -n ${limit} && exec "$0" "$@"`, process.execPath, program, ...left],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  const errors = text(child.stderr as Readable);
  const messages: { left: number; started: string[]; whileExhausted: string; afterwards: string[] }[] = [];
  child.on('message', (message) => messages.push(message as never));
  const [code] = await once(child, 'exit');
  expect(code, await errors).toBe(0);
  expect(messages).toHaveLength(left.length);
  expect(messages[0]).toEqual({
    left: 0,
    started: ['unavailable', 'unavailable'],
    whileExhausted: 'unavailable',
    afterwards: ['done', 'done'],
  });
  for (const { whileExhausted, afterwards } of messages) {
    expect(whileExhausted).toBe('unavailable');
    expect(afterwards).toEqual(['done', 'done']);
  }
});
