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
app.http('nothing', { handler: async () => undefined });
app.http('badStatus', { handler: async () => ({ status: 99 }) });

app.http('breaksOff', {
  handler: async () => ({
    body: (async function* () {
      yield 'the first half';
      await sleep(50);
      throw new Error('broken in the middle');
    })(),
  }),
});

/** Two parts, the second of which waits for the client to have seen the first. */
let release = Promise.withResolvers<void>();
app.http('parts', {
  handler: async () => ({
    body: (async function* () {
      release = Promise.withResolvers();
      yield 'first';
      await release.promise;
      yield 'second';
    })(),
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
