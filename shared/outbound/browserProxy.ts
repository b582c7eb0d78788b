import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BrowserWay } from './browserWay.ts';
import { systemWays, type Ways } from './connection.ts';
import { destinationOf, type Policy } from './policy.ts';

/** Who goes out: a document that was uploaded, or the page of a URL that a job names. */
export type BrowserTraveller = 'documents' | 'pages';

/**
 * The browser's ways out: each a forward proxy on a port of its own on loopback, with the policy of who travels by it.
 * Nothing listens before the first is opened.
 */
export class BrowserProxy {
  readonly #policies: Record<BrowserTraveller, Policy>;
  readonly #ways: Ways;

  /** @param ways how names are resolved and sockets opened; only tests have others than the system's */
  constructor(policies: Record<BrowserTraveller, Policy>, ways: Partial<Ways> = {}) {
    this.#policies = policies;
    this.#ways = { ...systemWays, ...ways };
  }

  /**
   * Whether the browser could be sent to an address, as far as can be told without asking anybody.
   * @throws ConveyorError `address_not_allowed`
   */
  check(url: string): void {
    destinationOf(url, this.#policies.pages);
  }

  /** Opens a way out. Whoever opens it closes it. */
  async open(traveller: BrowserTraveller): Promise<BrowserWay> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    server.unref();
    const { port } = server.address() as AddressInfo;
    return new BrowserWay(server, port, this.#policies[traveller], this.#ways);
  }
}
