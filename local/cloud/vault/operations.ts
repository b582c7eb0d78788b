import { mayRead } from '../../../shared/secrets.ts';
import type { VaultCall } from './call.ts';
import { page } from './page.ts';
import { badParameter, disabled, forbidden, notFound } from './refusal.ts';
import type { SecretChange, SecretVersion, VaultStore } from './store.ts';

const idOf = (call: VaultCall, name: string, version?: string): string =>
  // The clients take an id apart and allow nothing before `/secrets/`, so it does not name the vault.
  [call.origin, 'secrets', name, ...(version ? [version] : [])].join('/');

const describe = ({ value: _, version: __, ...rest }: SecretVersion): object => ({
  ...rest,
  attributes: { ...rest.attributes, recoveryLevel: 'Purgeable', recoverableDays: 0 },
});

const bundle = (call: VaultCall, name: string, secret: SecretVersion): object => ({
  value: secret.value,
  id: idOf(call, name, secret.version),
  ...describe(secret),
});

/**
 * Does what a call asks, and gives the body of the answer.
 * Roles read what the table of secrets lets them read; everything else is the operator's.
 * @throws Refusal
 */
export function perform(store: VaultStore, call: VaultCall): object {
  const [collection, name, version] = call.path;
  const body = call.body as SecretChange;
  if (collection !== 'secrets' || call.path.length > 3) throw badParameter('The resource is not known.');

  const isRead = call.method === 'GET' && name !== undefined && version !== 'versions';
  const allowed = call.principal === 'operator' || (isRead && mayRead(call.principal, name));
  if (!allowed) throw forbidden();

  if (name === undefined) {
    if (call.method !== 'GET') throw badParameter('The method is not allowed here.');
    return page(
      call,
      store.names().map((each) => ({ id: idOf(call, each), ...describe(store.find(each) as SecretVersion) })),
    );
  }
  if (call.method === 'PUT') {
    if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) throw badParameter('The name of the secret is not valid.');
    if (typeof body.value !== 'string') throw badParameter('The value of the secret is missing.');
    return bundle(call, name, store.set(name, body));
  }

  const versions = store.versions(name);
  if (!versions) throw notFound(name);
  if (version === 'versions')
    return page(
      call,
      versions.map((each) => ({ id: idOf(call, name, each.version), ...describe(each) })),
    );
  const secret = store.find(name, version);
  if (!secret) throw notFound(`${name}/${version}`);

  switch (call.method) {
    case 'GET':
      if (!secret.attributes.enabled) throw disabled();
      return bundle(call, name, secret);
    case 'PATCH':
      return { id: idOf(call, name, secret.version), ...describe(store.update(secret, body)) };
    case 'DELETE':
      // No `recoveryId`: soft delete is off, and clients don't wait for it.
      store.delete(name);
      return { id: idOf(call, name, secret.version), ...describe(secret) };
    default:
      throw badParameter('The method is not allowed here.');
  }
}
