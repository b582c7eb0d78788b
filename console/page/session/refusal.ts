import { ApiError } from '../../../client/src/index.ts';

/** Whether an error says that this server registers devices with a credential only (`REGISTRATION` is not `open`). */
export function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 403);
}
