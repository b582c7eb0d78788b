/** A forward proxy on loopback: the browser's only way out, for one document or one page. */
export interface BrowserEgress {
  /** For the browser's `proxyServer`. */
  readonly server: string;
  /** Whether nothing at all can be reached by it. */
  readonly closed: boolean;
  /** @throws ConveyorError `address_not_allowed`, `fetch_failed` when the name is not known */
  check(url: string): Promise<void>;
  /** Whether the host of an address was refused to the browser. */
  wasRefused(url: string): boolean;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

/** Who opens the browser's ways out, with a policy for each kind of traveller. */
export interface BrowserProxy {
  /** @param traveller documents that were uploaded, or the pages of URLs that jobs name */
  open(traveller: 'documents' | 'pages'): Promise<BrowserEgress>;
}
