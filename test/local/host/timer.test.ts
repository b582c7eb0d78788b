import { beforeAll, describe, expect, test } from 'vitest';
import { ticks, type WorkApp, workApps } from './workApp.ts';

let make: (name: string) => Promise<WorkApp>;
beforeAll(async () => {
  make = await workApps();
});

const everySecond = { TICK_SCHEDULE: '*/1 * * * * *' };
const quickLease = {
  AzureFunctionsJobHost__singleton__listenerLockPeriod: '00:00:15',
  AzureFunctionsJobHost__singleton__listenerLockRecoveryPollingInterval: '00:00:00.2',
};

async function status(app: WorkApp): Promise<Record<string, string>> {
  const blob = app.hosts.getBlobClient(`timers/${app.name}/Host.Functions.tick/status`);
  return JSON.parse((await blob.downloadToBuffer()).toString());
}

async function setStatus(app: WorkApp, value: object): Promise<void> {
  const text = JSON.stringify(value);
  await app.hosts.createIfNotExists();
  await app.hosts
    .getBlockBlobClient(`timers/${app.name}/Host.Functions.tick/status`)
    .upload(text, text.length);
}

describe('a timer', () => {
  test('runs once at each occurrence', async () => {
    const app = await make('everysecond');
    const host = await app.start({ settings: everySecond });
    await expect.poll(async () => (await ticks(host)).length).toBeGreaterThan(3);
    const seconds = (await ticks(host)).map(({ at }) => Math.round(at / 1000));
    expect(new Set(seconds).size).toBe(seconds.length);
    expect((await ticks(host))[0]?.timer).toMatchObject({ isPastDue: false, scheduleStatus: null });
  });

  test('continues after a failure', async () => {
    const app = await make('failing');
    const host = await app.start({ settings: { ...everySecond, TICK_FAILS: 'true' } });
    await expect.poll(async () => (await ticks(host)).length).toBeGreaterThan(1);
  });

  test('runs at startup with runOnStartup', async () => {
    const app = await make('onstart');
    const host = await app.start({ settings: { TICK_ON_STARTUP: 'true' } });
    await expect.poll(async () => (await ticks(host)).length).toBe(1);
    await expect.poll(async () => (await status(app)).Last).not.toMatch(/^0001/);
    expect((await status(app)).Next).toMatch(/^20..-01-01T03:00:00/);
  });

  test('runs once at startup with isPastDue if a run was missed', async () => {
    const app = await make('missed');
    await setStatus(app, {
      Last: '2020-01-01T03:00:00+00:00',
      Next: '2021-01-01T03:00:00+00:00',
      LastUpdated: '2020-01-01T03:00:00+00:00',
    });
    const host = await app.start({ settings: { WEBSITE_TIME_ZONE: 'UTC' } });
    await expect.poll(async () => (await ticks(host)).length).toBe(1);
    const [tick] = await ticks(host);
    expect(tick?.timer.isPastDue).toBe(true);
    expect(tick?.timer.scheduleStatus?.last).toBe('2020-01-01T03:00:00+00:00');
    await expect.poll(async () => Date.parse((await status(app)).Next ?? '')).toBeGreaterThan(Date.now());
  });

  test('does not run at startup if its schedule has changed', async () => {
    const app = await make('changed');
    await setStatus(app, {
      Last: '2020-01-01T03:00:00+00:00',
      Next: '2020-06-06T06:00:00+00:00',
      LastUpdated: '2020-01-01T03:00:00+00:00',
    });
    const host = await app.start({ settings: { WEBSITE_TIME_ZONE: 'UTC' } });
    await expect.poll(async () => Date.parse((await status(app)).Next ?? '')).toBeGreaterThan(Date.now());
    expect(await ticks(host)).toEqual([]);
  });

  test('ignores the recorded status with useMonitor: false', async () => {
    const app = await make('unmonitored');
    await setStatus(app, {
      Last: '2020-01-01T03:00:00+00:00',
      Next: '2021-01-01T03:00:00+00:00',
      LastUpdated: '2020-01-01T03:00:00+00:00',
    });
    const host = await app.start({ settings: { TICK_MONITOR: 'false', TICK_ON_STARTUP: 'true' } });
    await expect
      .poll(async () => (await ticks(host))[0]?.timer)
      .toEqual({
        schedule: { adjustForDST: true },
        scheduleStatus: null,
        isPastDue: false,
      });
  });

  test('can be invoked manually', async () => {
    const app = await make('byhand');
    const host = await app.start();
    const response = await fetch(`${host.url}/admin/functions/tick`, {
      method: 'POST',
      body: '{ "input": "" }',
    });
    expect(response.status).toBe(202);
    await expect.poll(async () => (await ticks(host)).length).toBe(1);
  });
});

describe('of two hosts', () => {
  test('one runs a timer, and the other takes over when it stops', async () => {
    const app = await make('twohosts');
    const settings = { ...everySecond, ...quickLease };
    const first = await app.start({ settings });
    await expect.poll(async () => (await ticks(first)).length).toBeGreaterThan(0);
    const second = await app.start({ settings });
    const before = (await ticks(first)).length;
    await expect.poll(async () => (await ticks(first)).length).toBeGreaterThan(before + 1);
    expect(await ticks(second)).toEqual([]);
    await first.stop();
    await expect.poll(async () => (await ticks(second)).length).toBeGreaterThan(0);
  });

  test('one takes over the lease of a killed host at once', async () => {
    const app = await make('killed');
    const first = await app.start({ settings: everySecond });
    await expect.poll(async () => (await ticks(first)).length).toBeGreaterThan(0);
    await first.kill();
    const second = await app.start({ settings: everySecond });
    await expect.poll(async () => (await ticks(second)).length).toBeGreaterThan(0);
  });
});
