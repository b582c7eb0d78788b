import { statfsSync } from 'node:fs';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Server as HttpsServer } from 'node:https';

/** Bytes that requests must leave free, so that the journals can record what running requests still change. */
const defaultReserve = 16 * 1024 ** 2;

/**
 * Makes a server refuse requests that add data while its disk is full, with 507, which the clients of the SDKs do not retry. A write
 * that fails half-way would end the cloud, because its changes could not be acknowledged. Reads and deletions still work.
 * @param directory a folder on the disk
 * @param reservedBytes free bytes below which the disk is full
 */
export function refuseWhenFull(
  server: Server | HttpsServer,
  directory: string,
  reservedBytes = defaultReserve,
): void {
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (addsData(request) && freeBytes(directory) - lengthOf(request) < reservedBytes)
      return refuse(response, directory);
    for (const listener of listeners) listener.call(server, request, response);
  });
}

/** A query of Cosmos DB is a POST too. */
function addsData({ method = '', headers }: IncomingMessage): boolean {
  return (
    ['PUT', 'POST', 'PATCH'].includes(method) &&
    headers['content-type'] !== 'application/query+json' &&
    headers['x-ms-cosmos-is-query-plan-request'] === undefined
  );
}

const lengthOf = ({ headers }: IncomingMessage) => Number(headers['content-length'] ?? 0);

function freeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

function refuse(response: ServerResponse, directory: string): void {
  const message = `The disk of the embedded cloud is full: ${directory}. Free some space.`;
  response.writeHead(507, {
    'content-type': 'application/json',
    'x-ms-error-code': 'DiskFull',
  });
  response.end(JSON.stringify({ code: 'DiskFull', message }));
}
