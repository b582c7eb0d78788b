import { afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import type { CloudDescription } from '../../local/cloud/description.ts';
import { setVaultFault } from '../../local/cloud/vault/fault.ts';
import { register } from '../../shared/identity/register.ts';
import { refreshed, rotate, setSecret } from '../harness/rotate.ts';
import { type TestServices, testServices } from '../harness/services.ts';

let cloud: CloudDescription;
let services: TestServices;
beforeAll(async () => {
  cloud = inject('cloud');
  services = await testServices({ KEY_VAULT_REFRESH_SECONDS: '60' });
});
afterEach(() => setVaultFault(cloud, services.tenant.name, { kind: 'none' }));

test('a rotated secret is picked up without a restart', async () => {
  const before = await services.vault.current('operator-key');
  await setSecret('operator-key', 'the next operator key', services);
  expect(await services.vault.current('operator-key')).toEqual(before);
  await refreshed('operator-key', 'the next operator key', services);
});

test('a device keeps its token when the pepper is rotated, and is hashed again when it calls', async () => {
  const { uuid, token } = await register(undefined, services);
  const before = await services.devices.read([uuid], uuid);
  await rotate('device-pepper', 'the next pepper', services);

  expect(await services.authenticate.device(`Bearer ${token}`, services)).toMatchObject({ deviceId: uuid });
  const after = await services.devices.read([uuid], uuid);
  expect(after?.record.pepperVersion).not.toBe(before?.record.pepperVersion);
  expect(await services.authenticate.device(`Bearer ${token}`, services)).toMatchObject({ deviceId: uuid });
});

test('a vault that throttles or is away does not stop an app that has what it needs', async () => {
  const { token } = await register(undefined, services);
  for (const fault of [{ kind: 'throttled', retryAfter: 1 }, { kind: 'unavailable' }] as const) {
    await setVaultFault(cloud, services.tenant.name, fault);
    services.clock.advance({ seconds: 100 });
    expect(await services.authenticate.device(`Bearer ${token}`, services)).toHaveProperty('deviceId');
    await vi.waitFor(
      () =>
        expect(services.log.lines.map(({ message }) => message)).toContain(
          'A secret could not be read again; the known one goes on serving.',
        ),
      60_000,
    );
    expect(await services.authenticate.device(`Bearer ${token}`, services)).toHaveProperty('deviceId');
    services.log.lines.length = 0;
  }
});
