import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { deserialize, serialize } from 'node:v8';
import { lazy } from '../../shared/async/lazy.ts';
import type { Converter } from '../../shared/conversion/converter.ts';
import { ConveyorError, type ErrorCode, type ErrorExtras } from '../../shared/errors.ts';

/** What a test file sends. */
export type Conversion = Omit<Parameters<Converter['convert']>[0], 'signal'>;

/** What the service answers. */
export type Answer =
  | { result: Awaited<ReturnType<Converter['convert']>> }
  | { refused: { code: ErrorCode; extras: ErrorExtras } }
  /** The stack of another error. */
  | { failed: string };

/**
 * Serves one converter to all test files of a run. LibreOffice takes more processor time to start, and to convert the first
 * document of each kind, than most tests take. The engines start at the first request.
 */
export async function serveConverter(): Promise<{ url: string; close(): Promise<void> }> {
  let converter: Converter | undefined;
  const started = lazy(async () => {
    // Runs without conversions need not load it.
    const { createConverter } = await import('../../shared/conversion/converter.ts');
    // With one LibreOffice, test files would wait for each other.
    converter = createConverter({ engines: 2, log: () => undefined });
    return converter;
  });
  // A test file whose requests reuse a connection must not find it closed.
  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const stopped = new AbortController();
    response.once('close', () => stopped.abort(new Error('The test has stopped waiting.')));
    response.end(serialize(await answer(request, started, stopped.signal)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await converter?.close();
    },
  };
}

async function answer(
  request: IncomingMessage,
  started: () => Promise<Converter>,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const conversion = deserialize(await buffer(request)) as Conversion;
    return { result: await (await started()).convert({ ...conversion, signal }) };
  } catch (error) {
    if (!(error instanceof ConveyorError)) return { failed: String((error as Error).stack) };
    const { code, detail, members } = error;
    return { refused: { code, extras: { detail, members } } };
  }
}
