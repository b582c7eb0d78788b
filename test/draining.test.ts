import { expect, test } from 'vitest';
import { drain, draining, untilDone } from '../shared/draining.ts';

test('a host that says it stops ends what runs, and waits until it has given its message back', async () => {
  const steps: string[] = [];
  const signal = draining();
  const work = untilDone(
    new Promise<void>((_, reject) => {
      signal.addEventListener('abort', () => {
        steps.push('aborted');
        setImmediate(() => {
          steps.push('given back');
          reject(signal.reason);
        });
      });
    }),
  );
  const failed = expect(work).rejects.toThrow('stopping');
  await drain(60_000);
  steps.push('drained');
  await failed;
  expect(steps).toEqual(['aborted', 'given back', 'drained']);
});

test('work that does not hear it is not waited for without end', async () => {
  void untilDone(new Promise(() => undefined));
  await drain(1);
});
