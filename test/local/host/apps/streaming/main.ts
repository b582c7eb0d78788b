import { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, type HttpRequest } from '@azure/functions';

app.setup({ enableHttpStream: true });

app.http('hello', { route: 'hello', methods: ['GET'], handler: async () => ({ body: 'hello' }) });

app.http('echo', {
  route: 'echo',
  methods: ['POST'],
  handler: async (request) => ({
    body: request.body,
    headers: { 'x-type': request.headers.get('content-type') ?? '' },
  }),
});

app.http('describe', {
  route: 'describe/{id:int}/{*rest}',
  methods: ['GET', 'HEAD'],
  handler: async (request: HttpRequest, context) => ({
    jsonBody: {
      url: request.url,
      params: request.params,
      query: [...request.query],
      headers: Object.fromEntries(request.headers),
      trace: context.traceContext?.traceParent,
      invocation: context.invocationId,
    },
    cookies: [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ],
  }),
});

app.http('throws', {
  handler: async () => {
    throw new Error('thrown by the handler');
  },
});
/** A return value that only plain JavaScript allows. */
const nothing = async (): Promise<object> => undefined as unknown as object;
app.http('nothing', { handler: nothing });
app.http('badStatus', { handler: async () => ({ status: 99 }) });

app.http('breaksOff', {
  handler: async () => ({
    body: ReadableStream.from(
      (async function* () {
        yield Buffer.from('the first half');
        await sleep(50);
        throw new Error('broken in the middle');
      })(),
    ),
  }),
});

/** Two parts. The second is sent after the client has read the first. */
let release = Promise.withResolvers<void>();
app.http('parts', {
  handler: async () => ({
    body: ReadableStream.from(
      (async function* () {
        release = Promise.withResolvers();
        yield Buffer.from('first');
        await release.promise;
        yield Buffer.from('second');
      })(),
    ),
  }),
});
app.http('release', {
  methods: ['POST'],
  handler: async () => {
    release.resolve();
    return { status: 204 };
  },
});

app.http('upload', {
  methods: ['POST'],
  handler: async (request) => {
    try {
      return { body: String((await request.text()).length) };
    } catch (error) {
      console.log(`upload ended: ${error}`);
      throw error;
    }
  },
});
