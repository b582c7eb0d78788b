import type { Records } from '../azure/cosmos.ts';
import { RecordCache } from '../azure/recordCache.ts';
import type { BaseServices } from '../baseServices.ts';
import type { OutboundServices } from '../outbound/services.ts';
import type { TenancyRecords } from '../tenancy/services.ts';
import { type WebhookSecrets, webhookSecretsContainer } from '../webhooks/webhookSecret.ts';
import { type Redeemed, redeemedContainer } from './attestation/redeemed.ts';
import { attestedKeysContainer, type RegisteredKey } from './attestation/registeredKey.ts';
import { type Device, devicesContainer } from './device.ts';
import { type OAuthClient, oauthClientsContainer } from './oauth/oauthClient.ts';
import { type OperatorKey, operatorKeysContainer } from './operators/operatorKey.ts';
import { type RateLimits, rateLimits } from './rateLimits/rateLimit.ts';
import { type RegistrationToken, registrationTokensContainer } from './registration/registrationToken.ts';
import { type ApiToken, apiTokensContainer } from './tokens/apiToken.ts';

/** The records and rate limits of identity/. */
export interface IdentityRecords {
  readonly rateLimits: RateLimits;
  readonly devices: Records<Device>;
  readonly apiTokens: Records<ApiToken>;
  readonly oauthClients: Records<OAuthClient>;
  /** Cached for requests; up to 30 seconds old. */
  readonly oauthClientCache: RecordCache<OAuthClient>;
  readonly operatorKeys: Records<OperatorKey>;
  readonly registrationTokens: Records<RegistrationToken>;
  /** Used attestation challenges and tokens. */
  readonly redeemed: Records<Redeemed>;
  /** Keys of App Attest that have registered a device. */
  readonly attestedKeys: Records<RegisteredKey>;
  readonly webhookSecrets: Records<WebhookSecrets>;
}

/** The services that the functions of identity/ use. */
export type IdentityServices = BaseServices & OutboundServices & TenancyRecords & IdentityRecords;

export const identityContainers = [
  devicesContainer,
  apiTokensContainer,
  oauthClientsContainer,
  operatorKeysContainer,
  registrationTokensContainer,
  redeemedContainer,
  attestedKeysContainer,
  webhookSecretsContainer,
] as const;

const clientCacheSeconds = 30;

export function identityRecords({
  cosmos,
  clock,
  config,
}: Pick<BaseServices, 'cosmos' | 'clock' | 'config'>): IdentityRecords {
  const oauthClients = cosmos.records<OAuthClient>(oauthClientsContainer);
  return {
    rateLimits: rateLimits({ config }),
    devices: cosmos.records<Device>(devicesContainer),
    apiTokens: cosmos.records<ApiToken>(apiTokensContainer),
    oauthClients,
    oauthClientCache: new RecordCache(oauthClients, clock, clientCacheSeconds),
    operatorKeys: cosmos.records<OperatorKey>(operatorKeysContainer),
    registrationTokens: cosmos.records<RegistrationToken>(registrationTokensContainer),
    redeemed: cosmos.records<Redeemed>(redeemedContainer),
    attestedKeys: cosmos.records<RegisteredKey>(attestedKeysContainer),
    webhookSecrets: cosmos.records<WebhookSecrets>(webhookSecretsContainer),
  };
}
