/** A host cannot start. The message is one sentence; `cause` has the underlying error. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
