import { endpoint } from '../../shared/http/endpoint.ts';
import { forget } from '../../shared/identity/forget.ts';

export const forgetDevice = endpoint({
  name: 'forgetDevice',
  method: 'DELETE',
  route: 'v1/devices/me',
  summary: 'Forget this device',
  description: 'Its token is worth nothing from then on. Its jobs go when their retention is over.',
  tag: 'devices',
  auth: 'device',
  responses: { 204: { description: 'The device is forgotten.' } },
  handler: async ({ caller }, services) => {
    await forget(caller.deviceId, services);
    return { status: 204 };
  },
});
