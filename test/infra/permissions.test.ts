import { expect, test } from 'vitest';
import { type DeployedRole, deployedRoles, permissions } from '../../shared/permissions.ts';
import { keys, type SecretDeclaration, secrets } from '../../shared/secrets.ts';
import { Landscape, landscapes } from './landscapes.ts';

/** Names of the built-in roles of Azure. */
const builtIn: Record<string, string> = {
  '4633458b-17de-408a-b874-0445c86b69e6': 'Key Vault Secrets User',
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': 'Storage Blob Data Owner',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': 'Storage Blob Data Contributor',
  '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1': 'Storage Blob Data Reader',
  'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a': 'Storage Queue Data Message Sender',
  '19e7f393-937e-4f77-808e-94535e297925': 'Storage Queue Data Reader',
};

/** The queues from which each role receives. */
const receives: Record<DeployedRole, string[]> = {
  api: [],
  admin: [],
  convert: ['jobs', 'browser-jobs'],
  batch: [
    'exports',
    'notifications',
    'jobs-poison',
    'browser-jobs-poison',
    'exports-poison',
    'notifications-poison',
  ],
};
/** The host moves a failed message to the poison queue as the role that receives it. */
const movesTo: Record<DeployedRole, string[]> = {
  api: [],
  admin: [],
  convert: ['jobs-poison', 'browser-jobs-poison'],
  batch: ['exports-poison', 'notifications-poison'],
};

/** Every right of a role: the role in Azure, and the end of its scope. */
function expected(
  role: DeployedRole,
  landscape: Landscape,
  further: { secrets: string[]; keys: string[] },
): string[] {
  const { reads, writes, sends, exports } = permissions[role];
  const names = landscape.ofType('Microsoft.Storage/storageAccounts').map(({ name }) => name);
  const accounts = (prefix: string) => names.filter((name) => name.startsWith(prefix));
  const prefixes = landscape.isPremium ? ['', 'staging-'] : [''];
  const queues = (right: string, list: readonly string[]) =>
    accounts('host').flatMap((host) =>
      prefixes.flatMap((prefix) => list.map((queue) => `${right} on ${host}/queues/${prefix}${queue}`)),
    );
  const usedBy = (all: Record<string, Pick<SecretDeclaration, 'roles'>>) =>
    Object.entries(all).flatMap(([name, { roles }]) => (roles.includes(role) ? name : []));
  return [
    ...writes.map((container) => `record writer on /dbs/conveyor/colls/${container}`),
    ...reads.map((container) => `record reader on /dbs/conveyor/colls/${container}`),
    'metadata reader on /dbs/conveyor',
    ...[...usedBy(secrets), ...further.secrets].map((name) => `Key Vault Secrets User on secrets/${name}`),
    ...[...usedBy(keys), ...further.keys].map((name) => `key signer on keys/${name}`),
    ...accounts('host').flatMap((host) => [
      `Storage Blob Data Owner on ${host}`,
      `Storage Queue Data Reader on ${host}`,
    ]),
    ...accounts('jobs').map((account) => `Storage Blob Data Contributor on ${account}`),
    ...queues('queue receiver', receives[role]),
    ...queues('Storage Queue Data Message Sender', [...new Set([...sends, ...movesTo[role]])]),
    ...(exports === 'none'
      ? []
      : [
          `Storage Blob Data ${exports === 'read' ? 'Reader' : 'Contributor'} on ${accounts('exports')}/exports`,
        ]),
    ...accounts('packages').map((account) => `Storage Blob Data Reader on ${account}/packages`),
  ].toSorted();
}

/** The rights of each principal in a landscape. */
function granted(landscape: Landscape): Map<string, string[]> {
  const custom = new Map<string, string>();
  for (const { type, name, properties } of landscape.resources)
    if (/\/(roleDefinitions|sqlRoleDefinitions)$/.test(type))
      custom.set(
        name.split('/').at(-1) ?? '',
        String(properties.roleName).replace(/^Conveyor | \(.*\)$/g, ''),
      );
  const rights = new Map<string, string[]>();
  for (const { type, scope, properties } of landscape.resources) {
    if (!/\/(roleAssignments|sqlRoleAssignments)$/.test(type)) continue;
    const id = String(properties.roleDefinitionId).split('/').at(-1) ?? '';
    const where = String(scope ?? properties.scope)
      .replace(/^.*\/databaseAccounts\/[^/]+/, '')
      .replace(/^.*\/vaults\/[^/]+\//, '')
      .replace(/^.*\/storageAccounts\//, '')
      .replace('/queueServices/default/', '/')
      .replace('/blobServices/default/containers/', '/');
    const principal = String(properties.principalId);
    rights.set(principal, [
      ...(rights.get(principal) ?? []),
      `${custom.get(id) ?? builtIn[id] ?? id} on ${where}`,
    ]);
  }
  return rights;
}

test.each(Object.entries(landscapes))(
  'each role of %s has the rights that its code needs, and no other',
  (_, parameters) => {
    const landscape = new Landscape(parameters);
    const rights = granted(landscape);
    const further = parameters.vaultNames ?? { secrets: [], keys: [] };
    const named = (list: { name: string; roles: string[] }[], role: string) =>
      list.flatMap(({ name, roles }) => (roles.includes(role) ? name : []));
    for (const role of deployedRoles) {
      const principal =
        [...rights.keys()].find((each) => each.startsWith(`principal of conveyor-${role}-`)) ?? '';
      expect(rights.get(principal)?.toSorted(), role).toEqual(
        expected(role, landscape, { secrets: named(further.secrets, role), keys: named(further.keys, role) }),
      );
      rights.delete(principal);
    }
    // Front Door reads the exports, and the certificate of the domain.
    const [frontDoor = [], ...others] = [...rights.values()];
    expect(others).toEqual([]);
    for (const right of frontDoor)
      expect(right).toMatch(
        /^(Storage Blob Data Reader on exports\w+\/exports|Key Vault Secrets User on secrets\/api-certificate)$/,
      );
  },
);

test('the roles of the templates allow single operations, and none on the accounts themselves', () => {
  const { resources } = new Landscape(landscapes.prod ?? {});
  const definitions = resources.filter(({ type }) => /\/(roleDefinitions|sqlRoleDefinitions)$/.test(type));
  expect(definitions).toHaveLength(5);
  for (const { properties } of definitions)
    for (const { actions = [], dataActions } of properties.permissions as {
      actions?: string[];
      dataActions: string[];
    }[]) {
      for (const action of actions) expect(action).toMatch(/\/(containers|queues)\/read$/);
      for (const action of dataActions) expect(action).not.toMatch(/^\*|Accounts\/\*|vaults\/\*|keys\/\*/);
    }
});
