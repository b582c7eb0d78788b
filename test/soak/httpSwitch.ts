import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Forwards requests to one app and can switch to another: the front end of Azure, which swaps the slots of an app. */
export class HttpSwitch {
  readonly url: string;
  #target: string;
  readonly #server: http.Server;

  private constructor(server: http.Server, target: string) {
    this.#server = server;
    this.#target = target;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** @param target the URL of the first app */
  static async to(target: string): Promise<HttpSwitch> {
    const server = http.createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const created = new HttpSwitch(server, target);
    server.on('request', (request, response) => created.#forward(request, response));
    return created;
  }

  /** Sends later requests to another app. Running ones stay with their app. */
  switchTo(target: string): void {
    this.#target = target;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #forward(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { method, headers, url = '/' } = request;
    // A connection for each request: an app that stops closes the idle ones at any moment.
    const forwarded = http.request(new URL(url, this.#target), {
      method: method ?? 'GET',
      headers,
      agent: false,
    });
    forwarded.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', (error) => {
      if (response.headersSent) response.destroy(error);
      else response.writeHead(502).end(String(error));
    });
    request.pipe(forwarded);
  }
}
