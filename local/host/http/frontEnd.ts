import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HostSettings } from '../hostJson.ts';
import type { Invoker } from '../invoker.ts';
import { StartError } from '../startError.ts';
import type { Admin } from './admin.ts';
import { answerEmpty } from './answer.ts';
import { serveBuffered } from './buffered.ts';
import type { HttpFunction } from './httpFunction.ts';
import type { Keys } from './keys.ts';
import { isTooLong, readTarget } from './requestTarget.ts';
import { serveStreaming } from './streaming.ts';
import { Throttle } from './throttle.ts';
import { closeUnlessRead } from './unreadBody.ts';

/** The HTTP server: finds the function of a request, checks its key, applies the limits, and invokes the function. */
export class FrontEnd {
  readonly #functions: HttpFunction[];
  readonly #invoker: Invoker;
  readonly #keys: Keys;
  readonly #admin: Admin;
  readonly #library: Server | undefined;
  readonly #throttle: Throttle;
  readonly #server: Server;
  #draining = false;

  constructor(options: {
    functions: HttpFunction[];
    settings: HostSettings['http'];
    invoker: Invoker;
    keys: Keys;
    admin: Admin;
    /** The library's server; undefined without streaming. */
    library: Server | undefined;
  }) {
    this.#functions = options.functions;
    this.#invoker = options.invoker;
    this.#keys = options.keys;
    this.#admin = options.admin;
    this.#library = options.library;
    this.#throttle = new Throttle(
      options.settings.maxConcurrentRequests,
      options.settings.maxOutstandingRequests,
    );
    // The platform joins repeated headers; Node would keep only the first `Authorization`.
    this.#server = http.createServer({ joinDuplicateHeaders: true }, (request, response) => {
      // A closed client connection is not an error of the host.
      response.on('error', () => {});
      closeUnlessRead(request, response);
      this.#handle(request, response).catch(() => {
        if (response.headersSent) response.destroy();
        else answerEmpty(response, 500);
      });
    });
    this.#server.keepAliveTimeout = 65_000;
  }

  /**
   * Listens on the loopback address.
   *
   * @param port 0 chooses a free port
   * @returns the port
   * @throws StartError if the port cannot be opened
   */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (cause: NodeJS.ErrnoException) => {
        const reason =
          cause.code === 'EADDRINUSE'
            ? `Port ${port} is in use. Stop the program that uses it, or choose another port.`
            : `Port ${port} cannot be opened: ${cause.message}.`;
        reject(new StartError(reason));
      });
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** Accepts no new requests. Running requests continue. */
  drain(): void {
    this.#draining = true;
    this.#server.close();
    this.#server.closeIdleConnections();
  }

  /** Closes all remaining connections. */
  close(): void {
    this.#server.closeAllConnections();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isTooLong(request.url ?? '')) return answerEmpty(response, 414, { connection: 'close' });
    const path = readTarget(request);
    if (path === undefined) return answerEmpty(response, 400, { connection: 'close' });
    if (path.toLowerCase().startsWith('/admin/')) return this.#admin.handle(request, response, path);
    if (this.#draining) return answerEmpty(response, 503, { connection: 'close' });
    for (const target of this.#functions) {
      // Azure returns 404, not 405, if no function has this method.
      if (target.methods && !target.methods.has(request.method ?? '')) continue;
      const parameters = target.route.match(path);
      if (parameters) return this.#serve(target, parameters, request, response);
    }
    answerEmpty(response, 404);
  }

  async #serve(
    target: HttpFunction,
    parameters: Record<string, string>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (!this.#keys.allow(request, target.authLevel, target.registered.metadata.name)) {
      return answerEmpty(response, 401);
    }
    if (!(await this.#throttle.enter())) return answerEmpty(response, 429);
    try {
      // The host started to drain while the request waited.
      if (this.#draining) return answerEmpty(response, 503, { connection: 'close' });
      if (this.#library) {
        await serveStreaming(this.#invoker, this.#library, target, parameters, request, response);
      } else {
        await serveBuffered(this.#invoker, target, parameters, request, response);
      }
    } finally {
      this.#throttle.leave();
    }
  }
}
