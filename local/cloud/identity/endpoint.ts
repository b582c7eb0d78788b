import type { RequestListener } from 'node:http';
import type { Identity } from './identity.ts';

export const identityPath = '/msi/token';

/**
 * The managed identity endpoint of App Service:
 * `GET …/msi/token?api-version=2019-08-01&resource=…` with `X-IDENTITY-HEADER`.
 */
export function identityEndpoint(identity: Identity): RequestListener {
  return async (request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const refuse = (status: number, message: string): void => answer(status, { statusCode: status, message });
    try {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const resource = url.searchParams.get('resource')?.replace(/\/+$/, '');
      if (url.pathname !== identityPath || request.method !== 'GET') return refuse(404, 'Not found.');
      const principal = identity.principalOf(String(request.headers['x-identity-header']));
      if (!principal) return refuse(401, 'X-IDENTITY-HEADER is missing or wrong.');
      if (url.searchParams.get('api-version') !== '2019-08-01')
        return refuse(400, 'api-version must be 2019-08-01.');
      if (!resource) return refuse(400, 'resource is missing.');
      const { token, expiresOn } = await identity.sign(principal, resource);
      answer(200, { access_token: token, expires_on: String(expiresOn), resource, token_type: 'Bearer' });
    } catch (error) {
      console.error(error);
      refuse(500, 'The token could not be created.');
    }
  };
}
