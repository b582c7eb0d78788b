import { type Role, roles } from './roles.ts';

/**
 * What a role may use besides its secrets, its keys (`secrets.ts`), and the inputs and results of jobs, which every role reads and
 * writes. The local cloud enforces the containers, Azure all of it.
 */
export interface Permissions {
  /** Cosmos containers whose records it reads and writes. */
  writes: readonly string[];
  /** Cosmos containers whose records it only reads. */
  reads: readonly string[];
  /** Queues to which its code sends messages. Its functions receive from the queues that they declare. */
  sends: readonly string[];
  /** Export files. */
  exports: 'read' | 'write' | 'none';
}

/** The roles that are deployed on their own. */
export type DeployedRole = Exclude<Role, 'all'>;
export const deployedRoles: readonly DeployedRole[] = roles.filter((role) => role !== 'all');

const jobs = ['jobs', 'counters'] as const;
const jobQueues = ['jobs', 'browser-jobs', 'notifications'] as const;
const credentials = ['devices', 'webhookSecrets', 'attestations', 'attestedKeys'] as const;
const publishes = ['exposureKeys', 'certificates', 'publishStatistics'] as const;

/** The permissions of each role. `all` has all of them. Deny by default: what is not listed is refused. */
export const permissions: Readonly<Record<DeployedRole, Permissions>> = {
  api: {
    writes: [
      ...jobs,
      ...credentials,
      ...publishes,
      'operatorKeys',
      'organisations',
      'apiTokens',
      'oauthClients',
      'registrationTokens',
      'audit',
      'idempotency',
      'uploads',
      'ledger',
    ],
    reads: ['tiers', 'statements', 'regions', 'healthAuthorities'],
    sends: jobQueues,
    exports: 'read',
  },
  admin: {
    writes: [
      ...jobs,
      'operatorKeys',
      'organisations',
      'tiers',
      'apiTokens',
      'oauthClients',
      'registrationTokens',
      'audit',
      'regions',
      'healthAuthorities',
    ],
    reads: ['ledger', 'statements', 'exportManifests'],
    sends: [...jobQueues, 'exports'],
    exports: 'none',
  },
  convert: {
    writes: jobs,
    reads: ['organisations', 'tiers'],
    sends: jobQueues,
    exports: 'none',
  },
  batch: {
    writes: [
      ...jobs,
      'organisations',
      'apiTokens',
      'oauthClients',
      'registrationTokens',
      ...credentials,
      ...publishes,
      'idempotency',
      'uploads',
      'ledger',
      'ledgerProgress',
      'statements',
      'exportManifests',
    ],
    reads: ['tiers', 'regions'],
    sends: jobQueues,
    exports: 'write',
  },
};

/** Whether a role may read, or write, the records of a container. */
export function mayUseContainer(role: Role, container: string, access: 'read' | 'write'): boolean {
  if (role === 'all') return true;
  const { reads, writes } = permissions[role];
  return writes.includes(container) || (access === 'read' && reads.includes(container));
}
