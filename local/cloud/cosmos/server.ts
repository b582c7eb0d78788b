import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type Account from '@vercel/cosmosdb-server/lib/account/index.js';
import { mayUseContainer } from '../../../shared/permissions.ts';
import type { Identity, Principal } from '../identity/identity.ts';
import { type Answer, route } from './routes.ts';

/** There is one replica, so the session token is constant. */
const sessionToken = '0:0#1';

/** The Cosmos DB REST API of an in-memory account. Requires a token with the audience `audience()`. */
export function cosmosServer(
  account: Account.default,
  identity: Identity,
  audience: () => string,
): RequestListener {
  return async (request, response) => {
    let body: Answer;
    try {
      const principal = await principalOf(request);
      const container = containerOf(request);
      if (!principal) {
        response.statusCode = 401;
        body = { code: 'Unauthorized', message: 'The input authorization token is not valid.' };
      } else if (
        principal !== 'operator' &&
        container &&
        !mayUseContainer(principal, container, accessOf(request))
      ) {
        response.statusCode = 403;
        body = {
          code: 'Forbidden',
          message: `The role ${principal} may not ${accessOf(request)} the container ${container}: see shared/permissions.ts.`,
        };
      } else {
        const handler = route(account, request);
        if (handler) body = await handler(request, response);
        else {
          response.statusCode = 400;
          body = { code: 'BadRequest', message: 'The operation is not supported.' };
        }
      }
    } catch (error) {
      console.error(error);
      response.statusCode = 500;
      body = { code: 'InternalServerError', message: (error as Error).message };
    }
    if (response.statusCode >= 400) body = { message: '', ...body };
    if (body?._etag) response.setHeader('etag', body._etag);
    response.setHeader('content-type', 'application/json');
    response.setHeader('x-ms-activity-id', randomUUID());
    response.setHeader('x-ms-request-charge', '1');
    response.setHeader('x-ms-session-token', sessionToken);
    response.end(response.statusCode === 204 ? undefined : JSON.stringify(body));
  };

  /** @returns undefined if the request has no valid token */
  async function principalOf(request: IncomingMessage): Promise<Principal | undefined> {
    try {
      const header = decodeURIComponent(request.headers.authorization ?? '');
      const token = /^type=aad&ver=1\.0&sig=(.+)$/.exec(header)?.[1];
      return token ? await identity.verify(token, audience()) : undefined;
    } catch {
      return undefined;
    }
  }
}

/** A query is a POST. */
const accessOf = ({ method, headers }: IncomingMessage): 'read' | 'write' =>
  method === 'GET' || headers['content-type'] === 'application/query+json' ? 'read' : 'write';

/** The container whose records a request names: `/dbs/<database>/colls/<container>/docs…`. */
const containerOf = ({ url = '/' }: IncomingMessage): string | undefined =>
  /^\/dbs\/[^/]+\/colls\/([^/?]+)\/docs/.exec(url)?.[1];
