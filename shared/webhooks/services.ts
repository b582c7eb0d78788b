import type { IdentityServices } from '../identity/services.ts';

/** The services that the functions of webhooks/ use. Webhook secrets are stored in the record of their device. */
export type WebhookServices = IdentityServices;
