import type { ServerResponse } from 'node:http';

/** Ends a request with a status and no body. */
export function answerEmpty(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-length': '0', ...headers });
  response.end();
}

/** Ends a request with a JSON body. */
export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
