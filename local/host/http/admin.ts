import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { hostVersion, triggerOf } from '../contract.ts';
import type { RegisteredFunction } from '../registry.ts';
import { answerEmpty, answerJson } from './answer.ts';
import type { Keys } from './keys.ts';

const loopbackAddresses = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host'];
const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The host's `/admin` endpoints: ping, status, list of functions, and manual invocation. */
export class Admin {
  readonly #functions: Map<string, RegisteredFunction>;
  readonly #keys: Keys;
  readonly #state: () => 'Running' | 'Stopping';
  readonly #runNow: (target: RegisteredFunction, input: string) => void;

  constructor(options: {
    functions: Map<string, RegisteredFunction>;
    keys: Keys;
    state: () => 'Running' | 'Stopping';
    runNow: (target: RegisteredFunction, input: string) => void;
  }) {
    this.#functions = options.functions;
    this.#keys = options.keys;
    this.#state = options.state;
    this.#runNow = options.runNow;
  }

  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (!isFromThisMachine(request)) return answerEmpty(response, 403);
    const action = `${request.method} ${path}`;
    if (/^(?:GET|POST) \/admin\/host\/ping$/i.test(action)) return answerEmpty(response, 200);
    if (this.#keys.levelOf(request) !== 'admin') return answerEmpty(response, 401);
    if (/^GET \/admin\/host\/status$/i.test(action)) return answerJson(response, 200, this.#status());
    if (/^GET \/admin\/functions$/i.test(action)) return answerJson(response, 200, this.#list());
    const name = /^POST \/admin\/functions\/([^/]+)$/i.exec(action)?.[1];
    if (name !== undefined) return this.#run(request, response, name);
    answerEmpty(response, 404);
  }

  #status(): object {
    return {
      state: this.#state(),
      version: hostVersion,
      processUptime: Math.round(process.uptime() * 1000),
      processId: process.pid,
      directory: process.cwd(),
    };
  }

  #list(): object[] {
    return [...this.#functions.values()].map(({ metadata }) => ({
      name: metadata.name,
      config: {
        bindings: Object.entries(metadata.bindings).map(([name, binding]) => ({ name, ...binding })),
      },
    }));
  }

  async #run(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    const target = [...this.#functions.values()].find(
      ({ metadata }) => metadata.name.toLowerCase() === name.toLowerCase(),
    );
    if (!target || triggerOf(target.metadata).type === 'httptrigger') return answerEmpty(response, 404);
    let body: unknown;
    try {
      body = await json(request);
    } catch {
      return answerEmpty(response, 400);
    }
    const input = (body as { input?: unknown } | null)?.input ?? '';
    this.#runNow(target, typeof input === 'string' ? input : JSON.stringify(input));
    answerEmpty(response, 202);
  }
}

/**
 * Whether a request comes from a program on this machine. Web pages in a local browser also connect from the loopback address:
 * they are recognised by `Origin` or `Sec-Fetch-Site`, and DNS rebinding by the name in `Host`. Requests through a tunnel or
 * proxy on this machine are recognised by its headers.
 */
function isFromThisMachine(request: IncomingMessage): boolean {
  const { host = '', origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  return (
    loopbackAddresses.has(request.socket.remoteAddress ?? '') &&
    !proxyHeaders.some((name) => name in request.headers) &&
    loopbackNames.has(host.replace(/:\d+$/, '').toLowerCase()) &&
    (origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`) &&
    (site === undefined || site === 'same-origin' || site === 'none')
  );
}
