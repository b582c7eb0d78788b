import { expect, inject, vi } from 'vitest';
import { fetchToken } from '../../local/cloud/identity/fetchToken.ts';
import type { TestServices } from './services.ts';

/** Writes a new version of a secret, as an operator would. */
export async function setSecret(name: string, value: string, { config }: TestServices): Promise<void> {
  const token = await fetchToken(inject('cloud'), 'operator', 'https://vault.azure.net');
  const response = await fetch(`${config.keyVaultUrl}/secrets/${name}?api-version=7.6`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ value }),
  });
  expect(response.status).toBe(200);
}

/** Advances the clock past the refresh interval and waits until the new value is in use. */
export async function refreshed(name: string, value: string, services: TestServices): Promise<void> {
  services.clock.advance({ minutes: 10 });
  await vi.waitFor(async () => expect((await services.vault.current(name)).value).toBe(value), 10_000);
}

/** Writes a new version of a secret, and waits until it is in use. */
export async function rotate(name: string, value: string, services: TestServices): Promise<void> {
  await setSecret(name, value, services);
  await refreshed(name, value, services);
}
