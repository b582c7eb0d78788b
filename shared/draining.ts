const controller = new AbortController();
let watching = false;

/**
 * Aborts when the host begins to stop: on SIGTERM or SIGINT. Work that runs then gives up, so that its
 * message is visible to another worker at once.
 */
export function draining(): AbortSignal {
  if (!watching) {
    watching = true;
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => controller.abort(new Error('The host is stopping.')));
  }
  return controller.signal;
}
