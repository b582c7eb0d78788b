import type { ContainerDeclaration } from '../azure/cosmos.ts';
import type { Quota } from './quotas/quota.ts';

/** The organisation of devices that register without naming one. It exists without a record. */
export const defaultOrganisation = 'default';

type OrganisationStatus = 'active' | 'suspended' | 'deleting';

/** An organisation as stored in Cosmos DB. Times are ISO 8601, UTC. */
export interface Organisation {
  /** Chosen at its creation; also the partition key. It is part of names of Blob containers. */
  id: string;
  name: string;
  /** The id of its tier. */
  tier: string;
  /** `suspended`: new requests are refused and waiting jobs are held. `deleting`: likewise, until it is purged. */
  status: OrganisationStatus;
  createdAt: string;
  /** Days after which its jobs are deleted, if fewer than RETENTION_DAYS. */
  retentionDays?: number;
  /** Replace the quotas of its tier for their metrics. */
  quotas?: Quota[];
  settings: OrganisationSettings;
}

interface OrganisationSettings {
  /** Origins of web pages that may send requests with credentials of the organisation (RFC 6454). */
  allowedOrigins?: string[];
  /** The only hosts that its jobs may fetch from and its webhooks may be sent to. Without it: any public host. */
  allowedOutboundHosts?: string[];
  /** Receives the webhooks of jobs that name no `callbackUrl`. */
  defaultWebhook?: string;
}

/** The form of an id: it becomes part of the name of a Blob container. */
export const organisationIdPattern = /^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){0,39}$/;

const days = 86_400;

export const organisationsContainer: ContainerDeclaration = {
  name: 'organisations',
  partitionKey: ['/id'],
  indexed: ['/id/?', '/status/?', '/tier/?'],
  timeToLive: 3660 * days,
};

/** The Blob container of an organisation. */
export function blobContainerOf(organisationId: string): string {
  return `organisation-${organisationId}`;
}
