/**
 * In an engine's child process: ignores Ctrl-C, which reaches every process of a terminal. The worker ends its engines itself,
 * after it has requeued their jobs.
 */
export function ignoreInterrupts(): void {
  process.on('SIGINT', () => {});
}
