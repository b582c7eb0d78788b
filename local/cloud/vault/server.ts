import type { IncomingMessage, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Identity, Principal } from '../identity/identity.ts';
import type { VaultCall } from './call.ts';
import { nextFault, type VaultFault } from './fault.ts';
import { performKeyOperation } from './keyOperations.ts';
import { KeyStore } from './keyStore.ts';
import { performSecretOperation } from './secretOperations.ts';
import { VaultStore } from './store.ts';
import { badParameter, forbidden, throttled, unauthorized, VaultError } from './vaultError.ts';

const vaultAudience = 'https://vault.azure.net';

/**
 * Serves several vaults: the first path segment is the vault's name, the rest is the REST API of Azure Key Vault secrets and
 * keys. `POST /<vault>/_fault` (operator only) simulates a fault, for tests.
 */
export function vaultServer(directory: string, identity: Identity): RequestListener {
  const stores = new Map<string, { secrets: VaultStore; keys: KeyStore }>();
  const faults = new Map<string, VaultFault>();

  return async (request, response) => {
    try {
      const origin = `https://${request.headers.host}`;
      const url = new URL(request.url ?? '/', origin);
      const [vault = '', ...path] = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
      if (!/^[a-zA-Z0-9-]{3,24}$/.test(vault)) throw badParameter('The vault name is not valid.');

      if (path[0] !== '_fault') {
        const fault = nextFault(faults, vault);
        if (fault?.kind === 'unavailable') return void request.socket.destroy();
        if (fault?.kind === 'throttled') throw throttled(fault.retryAfter ?? 1);
      }
      const principal = await authenticate(request);
      const body = request.method === 'GET' ? {} : parse(await text(request));
      if (path[0] === '_fault') {
        if (principal !== 'operator') throw forbidden();
        faults.set(vault, body as VaultFault);
        return void response.writeHead(204).end();
      }
      if (!url.searchParams.has('api-version')) throw badParameter('api-version must be specified');
      const call: VaultCall = {
        method: request.method ?? 'GET',
        path,
        query: url.searchParams,
        body,
        principal,
        origin,
        address: `${origin}/${vault}`,
      };
      const { secrets, keys } = storeOf(vault);
      const answer =
        path[0] === 'keys' ? performKeyOperation(keys, call) : performSecretOperation(secrets, call);
      response
        .writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
        .end(JSON.stringify(answer));
    } catch (error) {
      if (!(error instanceof VaultError)) console.error(error);
      const vaultError =
        error instanceof VaultError
          ? error
          : new VaultError(500, 'InternalServerError', 'An internal error occurred.');
      response
        .writeHead(vaultError.status, {
          'content-type': 'application/json; charset=utf-8',
          ...vaultError.headers,
        })
        .end(JSON.stringify(vaultError.body));
    }
  };

  function storeOf(vault: string): { secrets: VaultStore; keys: KeyStore } {
    const name = vault.toLowerCase();
    const store = stores.get(name) ?? {
      secrets: new VaultStore(directory, name),
      keys: new KeyStore(directory, name),
    };
    stores.set(name, store);
    return store;
  }

  async function authenticate(request: IncomingMessage): Promise<Principal> {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme !== 'Bearer' || !token)
      throw unauthorized(identity.tenant, 'AKV10000: Request is missing a Bearer or PoP token.');
    try {
      return await identity.verify(token, vaultAudience);
    } catch (error) {
      throw unauthorized(identity.tenant, `AKV10022: The token is not valid: ${(error as Error).message}`);
    }
  }
}

function parse(body: string): object {
  try {
    const value: unknown = JSON.parse(body || '{}');
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Throws below.
  }
  throw badParameter('The body is not a JSON object.');
}
