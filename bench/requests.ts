import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { register, withApp } from './benchApp.ts';
import { rate, send } from './load.ts';
import { type Benchmark, percent, perSecond } from './row.ts';

/** Requests per second of `register` and `health`, compared with node:http alone. */
export async function requests(): Promise<Benchmark> {
  const bare = fork(fileURLToPath(new URL('bareServer.ts', import.meta.url)));
  const [{ port }] = (await once(bare, 'message')) as [AddressInfo];
  const bareRegister = () => send(`http://127.0.0.1:${port}/v1/register`, { method: 'POST' });
  await rate(2_000, 16, bareRegister);
  const baseline = await rate(20_000, 16, bareRegister);
  bare.disconnect();

  // The benchmark registers more devices in a minute than an instance accepts.
  const settings = { CREDENTIALS_PER_MINUTE: '1000000' };
  return withApp(async (url) => {
    await rate(200, 16, () => register(url));
    const registered = await rate(2_000, 16, () => register(url));
    const health = await rate(4_000, 16, () => send(`${url}/health`));
    return {
      title: 'Requests',
      about:
        '16 connections. A registration is one write to Cosmos DB. Load generator, app and cloud share the cores.',
      rows: [
        { what: '`node:http` alone', value: perSecond(baseline), comparison: 'baseline' },
        { what: '`GET /health`', value: perSecond(health), comparison: percent(health, baseline) },
        {
          what: '`POST /v1/register`',
          value: perSecond(registered),
          comparison: percent(registered, baseline),
        },
      ],
    };
  }, settings);
}
