/** A forward proxy on loopback: the browser's only egress, for uploads or for the page of one URL. */
export interface BrowserEgress {
  /** For the browser's `proxyServer`. */
  readonly server: string;
  /** Whether it refuses every address. */
  readonly closed: boolean;
  /** @throws ConveyorError `address_not_allowed`, `fetch_failed` when the name does not resolve */
  check(url: string): Promise<void>;
  /** Whether it has refused the host of this address to the browser. */
  wasRefused(url: string): boolean;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

/** Opens the browser's egress proxies, with one policy for each kind of content. */
export interface BrowserProxy {
  /** @param content uploaded documents, or the pages of URLs that jobs name */
  open(content: 'documents' | 'pages'): Promise<BrowserEgress>;
}
