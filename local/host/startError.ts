/** Why a host cannot start, in one sentence for whoever started it. What lies beneath is its `cause`. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
