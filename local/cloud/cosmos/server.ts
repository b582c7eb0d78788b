import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type Account from '@vercel/cosmosdb-server/lib/account/index.js';
import type { Identity } from '../identity/identity.ts';
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
      if (!(await isAuthentic(request))) {
        response.statusCode = 401;
        body = { code: 'Unauthorized', message: 'The input authorization token is not valid.' };
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

  async function isAuthentic(request: IncomingMessage): Promise<boolean> {
    try {
      const header = decodeURIComponent(request.headers.authorization ?? '');
      const token = /^type=aad&ver=1\.0&sig=(.+)$/.exec(header)?.[1];
      if (!token) return false;
      await identity.verify(token, audience());
      return true;
    } catch {
      return false;
    }
  }
}
