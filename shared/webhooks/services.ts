import type { IdentityServices } from '../identity/services.ts';

/** What the functions of webhooks/ use. It owns no records: the secrets are in the record of their device. */
export type WebhookServices = IdentityServices;
