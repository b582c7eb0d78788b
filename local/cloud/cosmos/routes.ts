import type { IncomingMessage, ServerResponse } from 'node:http';
import { json, text } from 'node:stream/consumers';
import type Account from '@vercel/cosmosdb-server/lib/account/index.js';
import packageRoutes from '@vercel/cosmosdb-server/lib/routes.js';
import { batch } from './batch.ts';
import { type Collection, type Operation, patch } from './operations.ts';
import { partitionOf } from './partition.ts';

export type Answer = { _etag?: string; code?: string; message?: string } | undefined;

/** Handles a request: returns the body and sets the status. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<Answer> | Answer;

const partitionKeyHeader = 'x-ms-documentdb-partitionkey';
const isTrue = (request: IncomingMessage, header: string): boolean =>
  String(request.headers[header]).toLowerCase() === 'true';

/** Finds the handler of a request: one of this file where the package differs from Cosmos DB, otherwise the package's, if any. */
export function route(account: Account.default, request: IncomingMessage): Handler | undefined {
  const path = new URL(request.url ?? '/', 'https://127.0.0.1').pathname.split('/').filter(Boolean);
  const [database = '', collection = '', id = ''] = [path[1], path[3], path[5]].map((part) =>
    decodeURIComponent(part ?? ''),
  );
  const container = account.database(database).collection(collection);
  let visibleAccount: Pick<Account.default, 'database'> = account;
  if (container.read()) {
    if (isTrue(request, 'x-ms-cosmos-is-query-plan-request')) return planQuery;
    if (request.method === 'PATCH' && path.length === 6) return patchDocument(container, id);
    if (request.method === 'POST' && isTrue(request, 'x-ms-cosmos-is-batch-request'))
      return batchDocuments(container);
    if (request.method === 'PUT' && path.length === 4) return replaceCollection;
    const partitionKey = request.headers[partitionKeyHeader];
    const isList = request.method === 'GET' || request.headers['content-type'] === 'application/query+json';
    if (isList && path.length === 5 && typeof partitionKey === 'string')
      visibleAccount = accountOf(partitionOf(container, partitionKey));
  }
  const match = packageRoutes.default(request) as
    | [Record<string, string>, (...all: unknown[]) => Promise<Answer> | Answer]
    | undefined;
  if (!match) return undefined;
  const [parameters, handler] = match;
  return (request, response) => handler(visibleAccount, request, response, parameters);
}

/** An account whose every container is `collection`. */
const accountOf = (collection: Collection): Pick<Account.default, 'database'> => ({
  database: () => ({ collection: () => collection }) as unknown as ReturnType<Account.default['database']>,
});

/** There is one physical partition, so the client runs the query unchanged and merges nothing. */
const planQuery: Handler = async (request) => {
  await text(request);
  return {};
};

const patchDocument =
  (collection: Collection, id: string): Handler =>
  async (request, response) => {
    const resourceBody = (await json(request)) as object;
    const { statusCode, body } = patch(collection, {
      operationType: 'Patch',
      id,
      partitionKey: String(request.headers[partitionKeyHeader]),
      resourceBody,
      ...(request.headers['if-match'] ? { ifMatch: request.headers['if-match'] } : {}),
    });
    response.statusCode = statusCode;
    return body as Answer;
  };

const batchDocuments =
  (collection: Collection): Handler =>
  async (request, response) => {
    const operations = (await json(request)) as Operation[];
    const atomic = isTrue(request, 'x-ms-cosmos-batch-atomic');
    const partitionKey = request.headers[partitionKeyHeader];
    const { statusCode, body } = batch(collection, {
      operations,
      atomic,
      partitionKey: typeof partitionKey === 'string' ? partitionKey : undefined,
    });
    response.statusCode = statusCode;
    return body as Answer;
  };

/** Not passed to the package, which would empty the container. */
const replaceCollection: Handler = (_request, response) => {
  response.statusCode = 400;
  return {
    code: 'BadRequest',
    message: 'The embedded cloud cannot change a container. Delete it and create it again.',
  };
};
