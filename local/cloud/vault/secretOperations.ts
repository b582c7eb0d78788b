import { mayRead } from '../../../shared/secrets.ts';
import type { VaultCall } from './call.ts';
import { page } from './page.ts';
import type { SecretChange, SecretVersion, VaultStore } from './store.ts';
import { badParameter, disabled, forbidden, notFound } from './vaultError.ts';

const idOf = (call: VaultCall, name: string, version?: string): string =>
  // The SDK parses ids and allows no path before `/secrets/`, so the id does not contain the vault's name.
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
 * Performs a request on the secrets of a vault. Roles read the secrets that `shared/secrets.ts` allows; everything else needs the
 * operator.
 * @returns the response body
 * @throws VaultError
 */
export function performSecretOperation(store: VaultStore, call: VaultCall): object {
  const [collection, name, version] = call.path;
  const body = call.body as SecretChange;
  if (collection !== 'secrets' || call.path.length > 3) throw badParameter('The resource does not exist.');

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
      // No `recoveryId`: soft delete is off, so clients do not wait for it.
      store.delete(name);
      return { id: idOf(call, name, secret.version), ...describe(secret) };
    default:
      throw badParameter('The method is not allowed here.');
  }
}
