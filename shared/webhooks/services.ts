import type { IdentityServices } from '../identity/services.ts';

/** The services that the functions of webhooks/ use. */
export type WebhookServices = IdentityServices;
