import { expect, onTestFinished, test } from 'vitest';
import { register } from '../../shared/identity/register.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { notify } from '../../shared/jobs/notifications/notify.ts';
import { browserJobsQueue, notificationsQueue } from '../../shared/jobs/queues.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { billJobs } from '../../shared/jobs/upkeep/bill.ts';
import { sweepJobs } from '../../shared/jobs/upkeep/sweep.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { beginUpload } from '../../shared/uploads/beginUpload.ts';
import { sweepUploads } from '../../shared/uploads/sweepUploads.ts';
import { uploadBlob } from '../../shared/uploads/upload.ts';
import { rotateSecret } from '../../shared/webhooks/rotateSecret.ts';
import { converterThat } from '../harness/converters.ts';
import { deviceCaller, gives, messageOf, page, toPdf } from '../harness/jobs.ts';
import { startReceiver } from '../harness/receiver.ts';
import { testServices } from '../harness/services.ts';
import { listen } from '../outbound/listener.ts';

const container = blobContainerOf('default');
const secret = 'correct horse battery staple';

test('after the retention only the ledger items of jobs remain', async () => {
  const services = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' });
  const { blobs, jobs, ledger, idempotency, uploads } = services;
  const { uuid: callerId } = await register(undefined, services);
  const caller = deviceCaller(callerId);
  await rotateSecret(caller, services);
  const receiver = await startReceiver();
  const unreachable = await listen((_, response) => response.destroy());
  onTestFinished(async () => {
    await receiver.close();
    await unreachable.close();
  });
  const converter = converterThat(gives({ 'one.txt': '1', 'two.txt': '2' }));
  const callbackUrl = receiver.url;

  const upload = async () => {
    const { id } = await beginUpload({ name: page.name }, caller, services);
    await blobs.put(container, uploadBlob(id), page.bytes, 'text/html');
    return id;
  };
  const locked = [...toPdf, { type: 'encrypt' as const, userPassword: secret }];
  const done = await submit(
    { caller, files: [page, page], steps: toPdf, callbackUrl, idempotencyKey: 'a' },
    services,
  );
  await work(messageOf(done), converter, services);
  await notify({ ...messageOf(done), tries: 0 }, services);
  // A job with an upload and a secret; an interrupted submission; a postponed job; a cancelled job.
  const large = { caller, files: [], sources: [{ upload: await upload() }], steps: locked, callbackUrl };
  await work(messageOf(await submit(large, services)), converter, services);
  const died = await submit(
    { ...large, sources: [{ upload: await upload() }], idempotencyKey: 'b' },
    services,
  );
  await jobs.delete(['default', died.id], died.id);
  const url = `http://127.0.0.1:${unreachable.port}/page.html`;
  await work(
    messageOf(await submit({ caller, files: [], sources: [{ url }], steps: toPdf }, services)),
    converter,
    services,
  );
  await cancel((await submit({ caller, files: [page], steps: toPdf }, services)).id, caller, services);
  await upload();
  expect(receiver.received).toHaveLength(1);

  const published = [
    ...receiver.received.map(({ body }) => body),
    ...services.log.lines.map((line) => JSON.stringify(line)),
  ];
  expect(published.join('\n')).not.toContain(secret);
  const records = async () =>
    JSON.stringify(
      await Promise.all(
        [jobs, idempotency, uploads, ledger].map((each) =>
          Array.fromAsync(each.query({ text: 'SELECT * FROM c' })),
        ),
      ),
    );
  expect(await records()).not.toContain(secret);
  expect((await Array.fromAsync(blobs.list(container))).length).toBeGreaterThan(5);

  services.clock.advance({ days: 14, minutes: 1 });
  await billJobs(services);
  await sweepUploads(services);
  await sweepJobs(services);
  expect(await Array.fromAsync(blobs.list(container))).toEqual([]);
  expect(await Array.fromAsync(jobs.query({ text: 'SELECT * FROM c' }))).toEqual([]);
  expect(await Array.fromAsync(idempotency.query({ text: 'SELECT * FROM c' }))).toEqual([]);
  expect(await Array.fromAsync(uploads.query({ text: 'SELECT * FROM c' }))).toMatchObject([
    { count: 0, uploads: {} },
  ]);
  expect(await Array.fromAsync(ledger.query({ text: 'SELECT * FROM c' }))).toHaveLength(2);
  // Messages that remain in the queues contain only job ids.
  expect(await services.queues.depth(browserJobsQueue)).toBeGreaterThan(0);
  expect(await services.queues.depth(notificationsQueue)).toBeGreaterThan(0);
});
