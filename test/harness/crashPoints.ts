import { subscribe } from 'node:diagnostics_channel';
import { existsSync } from 'node:fs';
import type { ClientRequest, IncomingMessage } from 'node:http';

// Preloaded into an app: kills the process after the n-th response from storage or Cosmos, so that tests cover the gap
// between any two steps without changes to the app.

const after = Number(process.env.CRASH_AFTER);
/** Counting starts when this file exists. */
const armed = process.env.CRASH_ARMED ?? '';
/** Excludes queue polling, renewals of messages, and requests for tokens and secrets, which are not steps of a job. */
const steps =
  /^(?!GET .*\/messages|PUT .*\/messages\/)(GET|PUT|POST|DELETE|PATCH) .*(\/docs|\/organisation-|\/(jobs|browser-jobs|notifications)\/messages)/;

/**
 * A worker reads and renews its job at intervals after it has acquired it with a PATCH. These requests are not steps: a slow
 * worker makes more of them, so that it would die at an earlier step.
 */
const atIntervals = /^(GET|PATCH) .*\/colls\/jobs\/docs\/./;
const patched = new Set<string>();

let count = 0;
subscribe('http.client.response.finish', (event) => {
  const { request, response } = event as { request: ClientRequest; response: IncomingMessage };
  const step = `${request.method} ${request.path}`;
  if (!steps.test(step) || !existsSync(armed)) return;
  // A step with an error response did not take effect.
  if ((response.statusCode ?? 500) >= 400 && response.statusCode !== 409) return;
  if (atIntervals.test(step) && patched.has(request.path)) return;
  if (request.method === 'PATCH') patched.add(request.path);
  count++;
  if (count === after) process.kill(process.pid, 'SIGKILL');
});
