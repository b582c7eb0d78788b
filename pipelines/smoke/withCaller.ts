import { requestOk } from '../request.ts';
import type { SmokeTarget } from './check.ts';
import { withCleanUp } from './withCleanUp.ts';

/**
 * Works with the token of a caller: the given one, or that of an API token or a device that exists only meanwhile. An operator can
 * create an API token whatever REGISTRATION demands.
 */
export async function withCaller<T>(target: SmokeTarget, work: (token: string) => Promise<T>): Promise<T> {
  const { url, adminUrl, operatorKey, token, registrationToken } = target;
  if (token) return work(token);
  if (operatorKey) {
    const tokens = `${adminUrl}/v1/admin/organisations/default/tokens`;
    const body = { name: 'Smoke test', scopes: ['jobs:read', 'jobs:write'], expiresInDays: 1 };
    const created = await requestOk(tokens, { method: 'POST', token: operatorKey, body });
    const { id, token: apiToken } = (await created.json()) as { id: string; token: string };
    return withCleanUp(
      () => work(apiToken),
      () => remove(`${tokens}/${id}`, operatorKey),
    );
  }
  const registered = await requestOk(`${url}/v1/register`, { method: 'POST', token: registrationToken });
  const device = (await registered.json()) as { token: string };
  return withCleanUp(
    () => work(device.token),
    () => remove(`${url}/v1/devices/me`, device.token),
  );
}

async function remove(url: string, token: string): Promise<void> {
  await requestOk(url, { method: 'DELETE', token });
}
