import { containerDefinition } from '../../shared/azure/containerDefinition.ts';
import { exportsContainer } from '../../shared/exposure/export/names.ts';
import { submissionFields, submissionRequest } from '../../shared/jobs/submission/request.ts';
import { type DeployedRole, permissions } from '../../shared/permissions.ts';
import { declarations, type FunctionDeclaration } from '../../shared/runtime/manifest.ts';
import { keys, type SecretDeclaration, secrets } from '../../shared/secrets.ts';
import { containers, queues } from '../../shared/services.ts';
import { blobContainerOf, defaultOrganisation } from '../../shared/tenancy/organisation.ts';

/** The functions of each role. The host loads them outside of Azure as no-ops. */
const functionsOf: Readonly<Record<DeployedRole, () => Promise<unknown>>> = {
  api: () => import('../../functions/api.ts'),
  admin: () => import('../../functions/admin.ts'),
  convert: () => import('../../functions/convert.ts'),
  batch: () => import('../../functions/batch.ts'),
};

/**
 * What the templates in infra/ create because the code declares it: containers, queues, timers, and the permissions of each
 * role. They read it from `infra/manifest.json`, so that nothing is declared twice.
 */
export async function infrastructureManifest() {
  const roles: Record<string, object> = {};
  for (const [role, load] of Object.entries(functionsOf) as [DeployedRole, () => Promise<unknown>][])
    roles[role] = roleOf(role, await declaredBy(load));
  return {
    containers: containers.map(containerDefinition),
    queues: [...queues].sort(),
    blobContainers: { transit: [blobContainerOf(defaultOrganisation)], exports: [exportsContainer] },
    /** Fields of the bodies of `/v1/jobs`, which the firewall does not search for attacks. */
    jobFields: [
      ...new Set([...Object.keys(submissionFields.shape), ...Object.keys(submissionRequest.shape), 'file']),
    ].sort(),
    roles,
  };
}

/** The functions that are declared when a role is loaded. Modules are loaded once, so roles must be loaded in turn. */
async function declaredBy(load: () => Promise<unknown>): Promise<FunctionDeclaration[]> {
  const before = new Set(declarations());
  await load();
  return declarations().filter((each) => !before.has(each));
}

function roleOf(role: DeployedRole, functions: FunctionDeclaration[]) {
  const { reads, writes, sends, exports } = permissions[role];
  const receives = functions.flatMap(({ queue }) => queue ?? []);
  return {
    timers: functions.flatMap(({ kind, name }) => (kind === 'timer' ? name : [])),
    reads,
    writes,
    receives,
    /** The host moves a message to the poison queue on behalf of the role that receives it. */
    sends: [...new Set([...sends, ...receives.map(poisonOf).filter((queue) => queue !== undefined)])].sort(),
    secrets: usedBy(role, secrets),
    keys: usedBy(role, keys),
    exports,
  };
}

const usedBy = (role: DeployedRole, all: Record<string, Pick<SecretDeclaration, 'roles'>>) =>
  Object.entries(all).flatMap(([name, { roles }]) => (roles.includes(role) ? name : []));

const poisonOf = (queue: string) => (queue.endsWith('-poison') ? undefined : `${queue}-poison`);
