import { ApiError } from '../../client/src/index.ts';

/** What an error says to a person: the sentence of the server with the parts of the request that it names. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
  if (error.code === 'network_error')
    return 'The server does not answer. Check the connection, then try again.';
  const issues = error.issues.map(({ path, message }) => `${path.replace(/^\/steps\/\d+\//, '')} ${message}`);
  return [error.detail, ...issues.map((issue) => `${issue}.`)].join(' ');
}
