import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BrowserEgress } from './browserEgress.ts';
import { type Network, systemNetwork } from './connection.ts';
import { destinationOf, type Policy } from './policy.ts';

/** The content that the browser loads: an uploaded document, or the page at a URL of a job. */
export type BrowserContent = 'documents' | 'pages';

/** Opens forward proxies for the browser, each on its own loopback port with the policy for one kind of content. */
export class BrowserProxy {
  readonly #policies: Record<BrowserContent, Policy>;
  readonly #network: Network;

  /** @param network resolves names and opens sockets; tests replace it */
  constructor(policies: Record<BrowserContent, Policy>, network: Partial<Network> = {}) {
    this.#policies = policies;
    this.#network = { ...systemNetwork, ...network };
  }

  /**
   * Checks the URL of a page without resolving its host name.
   * @throws ConveyorError `address_not_allowed`
   */
  check(url: string): void {
    destinationOf(url, this.#policies.pages);
  }

  /** Opens a proxy. The caller closes it. */
  async open(content: BrowserContent): Promise<BrowserEgress> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    server.unref();
    const { port } = server.address() as AddressInfo;
    return new BrowserEgress(server, port, this.#policies[content], this.#network);
  }
}
