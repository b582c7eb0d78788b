import { afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import type { CloudDescription } from '../../local/cloud/description.ts';
import { setVaultFault } from '../../local/cloud/vault/fault.ts';
import { authenticateDevice } from '../../shared/identity/authenticateDevice.ts';
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

test('uses a rotated secret without a restart', async () => {
  const before = await services.vault.current('operator-key');
  await setSecret('operator-key', 'the next operator key', services);
  expect(await services.vault.current('operator-key')).toEqual(before);
  await refreshed('operator-key', 'the next operator key', services);
});

test('a device token stays valid after a pepper rotation and is rehashed on use', async () => {
  const { uuid, token } = await register(undefined, services);
  const before = await services.devices.read([uuid], uuid);
  await rotate('device-pepper', 'the next pepper', services);

  expect(await authenticateDevice(token, services)).toMatchObject({ callerId: uuid });
  const after = await services.devices.read([uuid], uuid);
  expect(after?.record.secrets[0]?.pepperVersion).not.toBe(before?.record.secrets[0]?.pepperVersion);
  expect(await authenticateDevice(token, services)).toMatchObject({ callerId: uuid });
});

test('cached secrets stay in use while the vault throttles or is unavailable', async () => {
  const { token } = await register(undefined, services);
  for (const fault of [{ kind: 'throttled', retryAfter: 1 }, { kind: 'unavailable' }] as const) {
    await setVaultFault(cloud, services.tenant.name, fault);
    services.clock.advance({ seconds: 100 });
    expect(await authenticateDevice(token, services)).toHaveProperty('callerId');
    await vi.waitFor(
      () =>
        expect(services.log.lines.map(({ message }) => message)).toContain(
          'A secret could not be refreshed. The cached value stays in use.',
        ),
      60_000,
    );
    expect(await authenticateDevice(token, services)).toHaveProperty('callerId');
    services.log.lines.length = 0;
  }
});
