import type { ContainerDeclaration } from '../azure/cosmos.ts';
import type { Owner } from '../identity/caller.ts';
import type { Sealed } from '../identity/sealed.ts';

/** A secret that signs the webhooks of a caller. */
export interface WebhookSecret {
  sealed: Sealed;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** When it stops signing; set when a new secret replaces it. */
  expiresAt?: string;
}

/** The webhook secrets of a caller. */
export interface WebhookSecrets {
  /** The caller; with the organisation, the partition key. */
  id: string;
  organisationId: string;
  /** The current secret first, then the previous one. */
  secrets: WebhookSecret[];
}

const days = 86_400;

export const webhookSecretsContainer: ContainerDeclaration = {
  name: 'webhookSecrets',
  partitionKey: ['/organisationId', '/id'],
  indexed: [],
  timeToLive: 3660 * days,
};

/** The partition of the secrets of a caller. */
export const webhookSecretsOf = ({ organisationId, callerId }: Owner) => [organisationId, callerId];
