import { endpoint } from '../../shared/http/endpoint.ts';
import { devices } from '../../shared/identity/access.ts';
import { deleteDevice } from '../../shared/identity/deleteDevice.ts';

export const forgetDevice = endpoint({
  name: 'forgetDevice',
  method: 'DELETE',
  route: 'v1/devices/me',
  summary: 'Delete this device',
  description: 'Its token becomes invalid. Its jobs are deleted when their retention time ends.',
  tag: 'devices',
  auth: devices,
  responses: { 204: { description: 'The device was deleted.' } },
  handler: async ({ caller }, services) => {
    await deleteDevice(caller.callerId, services);
    return { status: 204 };
  },
});
