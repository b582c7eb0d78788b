import { expect, test } from 'vitest';
import { drain, draining, trackWork } from '../../shared/runtime/draining.ts';

test('drain aborts running work and waits until it has released its message', async () => {
  const steps: string[] = [];
  const signal = draining();
  const work = trackWork(
    new Promise<void>((_, reject) => {
      signal.addEventListener('abort', () => {
        steps.push('aborted');
        setImmediate(() => {
          steps.push('released');
          reject(signal.reason);
        });
      });
    }),
  );
  const failed = expect(work).rejects.toThrow('stopping');
  await drain(60_000);
  steps.push('drained');
  await failed;
  expect(steps).toEqual(['aborted', 'released', 'drained']);
});

test('drain stops waiting for unresponsive work after its timeout', async () => {
  void trackWork(new Promise(() => undefined));
  await drain(1);
});
