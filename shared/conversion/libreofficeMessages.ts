/** What goes between the engine's process and its child, over the channel of `fork`. */
export interface LibreOfficeRequest {
  id: number;
  bytes: Uint8Array;
  /** Extensions without the dot. */
  from: string;
  to: string;
  /** LibreOffice's own options of the export filter, as JSON; empty for none. */
  filterOptions: string;
}

/** `ready` once LibreOffice has started; then one `done` or `failed` for each request. */
export type LibreOfficeReply =
  | { type: 'ready' }
  | { type: 'done'; id: number; bytes: Uint8Array }
  | { type: 'failed'; id: number; message: string };
