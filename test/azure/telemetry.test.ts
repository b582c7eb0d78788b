import { expect, test, vi } from 'vitest';
import { LateTelemetry } from '../../shared/azure/lateTelemetry.ts';
import {
  applicationInsightsSink,
  consoleSink,
  createLog,
  type LogFields,
} from '../../shared/azure/telemetry.ts';
import { withTrace } from '../../shared/azure/trace.ts';
import { startIngestion } from '../harness/ingestion.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

function recorder() {
  const lines: { level: string; message: string; fields: LogFields }[] = [];
  const sink = (level: string, message: string, fields: LogFields) =>
    void lines.push({ level, message, fields });
  return { lines, sink };
}

test('every line contains the ids of the current trace', () => {
  const { lines, sink } = recorder();
  const log = createLog('info', [sink]);
  withTrace({ traceparent, correlationId: 'order-7' }, () => log.info('A job ended.', { job: 'a' }));
  withTrace({ traceparent, correlationId: 'order 7\n' }, () => log.info('Invalid.'));
  log.warn('Outside of a request.');
  expect(lines).toEqual([
    { level: 'info', message: 'A job ended.', fields: { traceId, correlationId: 'order-7', job: 'a' } },
    { level: 'info', message: 'Invalid.', fields: { traceId } },
    { level: 'warn', message: 'Outside of a request.', fields: {} },
  ]);
});

test('lines below the level are not written', () => {
  const { lines, sink } = recorder();
  const log = createLog('warn', [sink]);
  log.debug('no');
  log.info('no');
  log.error('yes');
  expect(lines.map(({ message }) => message)).toEqual(['yes']);
});

test('logs an error with its causes, without the requests and tokens that SDKs attach', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const cause = Object.assign(new Error('inner'), { code: 'ECONNREFUSED' });
  const error = Object.assign(new Error('outer', { cause }), {
    request: { headers: { authorization: 'Bearer hunter2' } },
  });
  consoleSink('error', 'It failed.', { error });
  const line = String(written.mock.calls[0]?.[0]);
  written.mockRestore();
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    message: 'It failed.',
    error: { message: 'outer', cause: { message: 'inner', code: 'ECONNREFUSED' } },
  });
  expect(line).not.toContain('hunter2');
});

test('redacts user info, query and fragment of URLs', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const cause = new Error("net::ERR_ABORTED at 'https://site.example:8080/a.pdf?sig=hunter2#hunter3'");
  consoleSink('error', 'It failed.', {
    error: new Error('outer', { cause }),
    url: "https://me:hunter4@site.example/b.pdf?it=it'shunter5",
    several: [
      'http://site.example/c?hunter6',
      "http://o'me:p@hunter7@site.example/o'd?hunter8",
      "'http://site.example','http://me:hunter9@site.example/f'",
      'no address? at all',
    ],
  });
  const line = String(written.mock.calls[0]?.[0]);
  written.mockRestore();
  expect(line).not.toContain('hunter');
  expect(JSON.parse(line)).toMatchObject({
    error: { cause: { message: "net::ERR_ABORTED at 'https://site.example:8080/a.pdf" } },
    url: 'https://site.example/b.pdf',
    several: [
      'http://site.example/c',
      "http://site.example/o'd",
      "'http://site.example','http://site.example/f'",
      'no address? at all',
    ],
  });
});

test('lines reach Application Insights if a connection string is configured', async () => {
  const { connectionString, received } = await startIngestion();
  const telemetry = new LateTelemetry(() => applicationInsightsSink(connectionString), consoleSink);
  const log = createLog('info', [telemetry.sink]);
  withTrace({ traceparent }, () => log.info('A job ended.', { job: 'a' }));
  // The flush at the end of a process connects, and sends what was kept.
  await telemetry.flush(60_000);
  expect(received()).toContain('A job ended.');
  expect(received()).toContain(traceId);
});

test('telemetry connects after the first response, and writes the lines that it kept once', async () => {
  const { lines, sink } = recorder();
  let connections = 0;
  const telemetry = new LateTelemetry(async () => {
    connections++;
    return { sink, flush: async () => undefined };
  }, consoleSink);
  telemetry.sink('info', 'before', {});
  expect([connections, lines]).toEqual([0, []]);
  telemetry.startSoon();
  telemetry.startSoon();
  await vi.waitFor(() => expect(lines).toHaveLength(1));
  telemetry.sink('info', 'after', {});
  telemetry.startSoon();
  await telemetry.flush(60_000);
  expect(lines.map(({ message }) => message)).toEqual(['before', 'after']);
  expect(connections).toBe(1);
});

test('requests without a pause do not defer the connection of telemetry', () => {
  vi.useFakeTimers();
  let connections = 0;
  const telemetry = new LateTelemetry(async () => {
    connections++;
    return { sink: () => undefined, flush: async () => undefined };
  }, consoleSink);
  for (let milliseconds = 0; milliseconds < 1000; milliseconds += 50) {
    telemetry.startSoon();
    vi.advanceTimersByTime(50);
  }
  vi.useRealTimers();
  expect(connections).toBe(1);
});

test('lines that exceed what telemetry keeps before it connects go to the console', async () => {
  const kept = recorder();
  const printed = recorder();
  const telemetry = new LateTelemetry(
    async () => ({ sink: kept.sink, flush: async () => undefined }),
    printed.sink,
  );
  for (let line = 0; line < 1001; line++) telemetry.sink('info', String(line), {});
  await telemetry.flush(60_000);
  expect(kept.lines).toHaveLength(1000);
  expect(printed.lines.map(({ message }) => message)).toEqual(['1000']);
});

test('telemetry that cannot connect writes to the console', async () => {
  const { lines, sink } = recorder();
  const telemetry = new LateTelemetry(() => Promise.reject(new Error('It is unavailable.')), sink);
  telemetry.sink('info', 'kept', {});
  await telemetry.flush(60_000);
  expect(lines.map(({ message }) => message)).toEqual([
    'kept',
    'Application Insights is unavailable.',
    'The last logs could not be sent.',
  ]);
});

test('a flush of telemetry that does not answer ends in time', async () => {
  const telemetry = new LateTelemetry(() => new Promise(() => undefined), consoleSink);
  await telemetry.flush(1);
});
