import { app } from '@azure/functions';
import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { provision } from '../../local/provision.ts';
import { jobsQueue } from '../../shared/jobs/queues.ts';
import { consumer } from '../../shared/runtime/consumer.ts';
import { declarations } from '../../shared/runtime/manifest.ts';
import { testServices } from '../harness/services.ts';

const settings = { QUEUE_PREFIX: 'staging-' };

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('a slot with a prefix sends its messages to queues of its own', async () => {
  const production = await testServices();
  const { tenant } = production;
  await provision({ ...tenant.environment(), ...settings });
  const staging = await testServices(settings, production);
  await staging.queues.send(jobsQueue, { of: 'staging' });
  expect(await staging.queues.depth(jobsQueue)).toBe(1);
  expect(await production.queues.depth(jobsQueue)).toBe(0);
});

test('a consumer of a slot receives from the queue with its prefix', () => {
  vi.stubEnv('QUEUE_PREFIX', settings.QUEUE_PREFIX);
  const registered = vi.spyOn(app, 'storageQueue');
  consumer({ name: 'prefixed', queue: 'work', message: z.object({}), handler: async () => undefined });
  expect(registered.mock.calls[0]?.[1].queueName).toBe('staging-work');
  expect(declarations().find(({ name }) => name === 'prefixed')?.queue).toBe('work');
});
