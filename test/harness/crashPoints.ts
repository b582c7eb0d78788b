import { subscribe } from 'node:diagnostics_channel';
import { existsSync } from 'node:fs';
import type { ClientRequest, IncomingMessage } from 'node:http';

// Loaded into an app before it starts: kills the app right after the n-th answer that one of its steps got from
// storage or Cosmos. So every gap between two steps can be tried, and the app knows nothing of it.

const after = Number(process.env.CRASH_AFTER);
/** Counting begins when this file is there. */
const armed = process.env.CRASH_ARMED ?? '';
/** Polling a queue is no step of any work, and neither is getting tokens and secrets. */
const steps =
  /^(?!GET .*\/messages)(GET|PUT|POST|DELETE|PATCH) .*(\/docs|\/organisation-|\/(jobs|notifications)\/messages)/;

let count = 0;
subscribe('http.client.response.finish', (event) => {
  const { request, response } = event as { request: ClientRequest; response: IncomingMessage };
  if (!steps.test(`${request.method} ${request.path}`) || !existsSync(armed)) return;
  // An error is an answer too, but the step behind it was not taken.
  if ((response.statusCode ?? 500) >= 400 && response.statusCode !== 409) return;
  count++;
  if (count === after) process.kill(process.pid, 'SIGKILL');
});
